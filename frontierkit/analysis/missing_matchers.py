"""Matchers on labels that no series of the metric has, and which therefore let nothing through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Presence
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Matcher
from frontierkit.promql.variables import variables_in
from frontierkit.regex import fully_matches

if TYPE_CHECKING:
    from frontierkit.analysis.facts import Facts
    from frontierkit.analysis.selectors import SelectorFact


@dataclass(frozen=True, slots=True)
class MissingMatcher:
    """`matcher` wants a label that no source of `selector` has; `label` says why, for the first."""

    selector: SelectorFact
    matcher: Matcher
    label: Label


def missing_matchers(query: Query, facts: Facts) -> Iterator[MissingMatcher]:
    """Yield each matcher that can match nothing, since its label is never there.

    What also matches a label that is absent, as `!="x"`, or may do so for a choice of a variable,
    is not among them.
    """
    for selector in facts.selectors(query):
        if not selector.judged:
            continue
        for matcher in selector.node.matchers:
            label = _never(selector, matcher)
            if label is not None and not _may_match_nothing(matcher, query, facts):
                yield MissingMatcher(selector, matcher, label)


def _never(selector: SelectorFact, matcher: Matcher) -> Label | None:
    """Return what is known of a label that no source has; None if one may have it."""
    if matcher.name == "__name__" or "$" in matcher.name or "[[" in matcher.name:
        return None
    labels = [source.whole.label(matcher.name) for source in selector.sources]
    if any(label.presence is not Presence.NEVER for label in labels):
        return None
    return labels[0]


def _may_match_nothing(matcher: Matcher, query: Query, facts: Facts) -> bool:
    """Return whether a matcher may be meant for series without its label."""
    if matcher.op is None or matcher.value is None or matcher.op in ("!=", "!~"):
        return not (matcher.op == "!=" and matcher.value == "")
    owner = query.owner
    uses = variables_in(matcher.value) if isinstance(owner, Dashboard) else ()
    if not uses:
        return matcher.value == "" if matcher.op == "=" else _admits_nothing(matcher.value)
    if not isinstance(owner, Dashboard):
        return False
    if not _is_all(matcher.value, uses[0].text):
        return False
    variable = owner.variable(uses[0].name)
    return variable is None or _may_be_empty(variable, facts)


def _is_all(value: str, variable: str) -> bool:
    """Return whether a variable is all of a matcher's value, but for `.*` around it."""
    return value.replace(".*", "").strip("()^$") == variable.strip("()^$") or value == variable


def _may_be_empty(variable: Variable, facts: Facts) -> bool:
    """Return whether a choice of the variable lets series without the label through."""
    if variable.kind in ("textbox", "adhoc"):
        return True
    if variable.kind in ("custom", "constant", "interval"):
        return not variable.values or "" in variable.values
    if variable.query is None or variable.label is None:
        return False
    found = facts.series(variable.query).label(variable.label.text)
    if found.presence is not Presence.NEVER:
        return False  # every choice but All leaves nothing, whatever All stands for
    if variable.include_all and variable.all_value is not None and variable.all_value.text:
        return _admits_nothing(variable.all_value.text)
    return True  # without any value to offer, Grafana puts nothing in its place


def _admits_nothing(regex: str) -> bool:
    return fully_matches(regex, "") is not False
