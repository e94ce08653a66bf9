"""Who reads a label that is never there: queries, legends, templates, variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from frontierkit.analysis.templates import TemplateUse, label_uses
from frontierkit.analysis.uses import LabelUse
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Presence
from frontierkit.model.dashboard import Target, Variable
from frontierkit.model.location import Location, Passage
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Call, Matcher, String
from frontierkit.regex import fully_matches
from frontierkit.text import Span

if TYPE_CHECKING:
    from frontierkit.analysis.facts import Facts

READING = frozenset(("by", "include", "label_replace"))
"""What a query does with a label that makes no sense where it is never there."""


@dataclass(frozen=True, slots=True)
class MissingLabel:
    """`reader` reads the label `name` at `at`, and the result of `query` never has it.

    `label` says why; `use` is the use in the query itself, if it is one.
    """

    name: str
    reader: str
    at: Location
    label: Label
    query: Query
    use: LabelUse | None = None

    @property
    def lost_at(self) -> Location | None:
        """Where an operation takes the label away; None if it was never there."""
        why = self.label.why
        if why is None or why.span is None:
            return None
        passage = why.passage or self.query.passage
        return passage.at(why.span)


def missing_labels(facts: Facts) -> Iterator[MissingLabel]:
    """Yield every use of a label that is never there, matchers aside."""
    for query in facts.each(Query):
        if not facts.syntax(query).problems:
            yield from _in_query(query, facts)
    for target in facts.each(Target):
        if target.query is not None and target.legend is not None and _shown(target):
            yield from _read("the legend", target.legend, target.query, "legend", facts)
    for rule in facts.each(Rule):
        # alert/own_label_read tells of labels that the rule itself adds.
        yield from (m for m in missing_in_templates(rule, facts) if m.name not in own_labels(rule))
    for variable in facts.each(Variable):
        yield from _in_variable(variable, facts)


def _shown(target: Target) -> bool:
    """Return whether anybody sees the legend: a table has columns, and what is hidden nothing."""
    return target.format != "table" and not target.hidden


def missing_in_templates(rule: Rule, facts: Facts) -> Iterator[MissingLabel]:
    """Yield the labels that the templates of an alert read and its expression never has."""
    if not rule.alerting:
        return
    for name, text in rule.annotations.items():
        if "{{" in text.text:
            yield from _read(f"the annotation `{name}`", text, rule.query, "annotation", facts)
    for name, text in rule.labels.items():
        if "{{" in text.text:
            yield from _read(f"the label `{name}`", text, rule.query, "annotation", facts)


def own_labels(rule: Rule) -> frozenset[str]:
    """Return the labels that an alert has of itself, whatever its expression yields."""
    given = {**rule.group.labels, **rule.labels}
    return frozenset(("alertname", *(n for n, text in given.items() if "{{" not in text.text)))


def _in_query(query: Query, facts: Facts) -> Iterator[MissingLabel]:
    quantile = "histogram_quantile" in query.text
    yield from _matched_by(query, facts)
    for use in facts.uses(query):
        # histogram/without_le tells of buckets.
        if use.purpose not in READING or not use.never or _stand_in(use):
            continue
        if use.purpose == "by" and _said_empty(use.name, query, facts):
            continue
        if not (quantile and use.name == "le"):
            reader = f"`{use.purpose}`" if use.purpose != "include" else "`group_left`"
            yield MissingLabel(use.name, reader, query.at(use.span), use.label, query, use)


def _matched_by(query: Query, facts: Facts) -> Iterator[MissingLabel]:
    """Yield the labels of an `on` that neither side ever has: they match by nothing.

    join/never_matches tells of one that the other side does have.
    """
    absent: dict[Span, LabelUse] = {}
    for use in facts.uses(query):
        if use.purpose != "on" or not use.never or use.name == "__name__":
            continue
        other = absent.setdefault(use.span, use)
        if other.side != use.side:
            said = other if other.lost else use
            yield MissingLabel(use.name, "`on`", query.at(use.span), said.label, query, said)


def _said_empty(name: str, query: Query, facts: Facts) -> bool:
    """Return whether a query itself asks for the series without a label: `name=""`."""
    return any(
        isinstance(node, Matcher) and (node.name, node.op, node.value) == (name, "=", "")
        for node in facts.syntax(query).nodes
    )


def _stand_in(use: LabelUse) -> bool:
    """Return whether `label_replace` reads a label of no matter, since its regex matches nothing.

    That is how a label is set on all series.
    """
    if use.purpose != "label_replace" or not isinstance(use.node, Call):
        return False
    regex = use.node.args[4] if len(use.node.args) > 4 else None
    return not isinstance(regex, String) or fully_matches(regex.value, "") is not False


def _read(
    reader: str, text: Passage, query: Query, kind: str, facts: Facts
) -> Iterator[MissingLabel]:
    seen: set[str] = set()
    for use in _template(text, kind):
        if use.label in seen or "$" in use.label:
            continue
        seen.add(use.label)
        label = facts.series(query).label(use.label)
        if label.presence is Presence.NEVER:
            yield MissingLabel(use.label, reader, text.at(use.span), label, query)


def _template(text: Passage, kind: str) -> tuple[TemplateUse, ...]:
    return label_uses(text.text, "legend" if kind == "legend" else "annotation")


def _in_variable(variable: Variable, facts: Facts) -> Iterator[MissingLabel]:
    name, query = variable.label, variable.query
    if name is None or query is None or "$" in name.text or "[[" in name.text:
        return
    label = facts.series(query).label(name.text)
    if label.presence is Presence.NEVER:
        at = name.at(Span(0, len(name.text)))
        yield MissingLabel(name.text, f"the variable `{variable.name}`", at, label, query)
