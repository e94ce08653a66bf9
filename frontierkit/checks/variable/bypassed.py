"""Finds queries that fix what a variable is there to choose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Matcher
from frontierkit.promql.variables import variables_in

CHOSEN = frozenset(("query", "custom", "textbox"))


class _Bypass(NamedTuple):
    pinned: Matcher
    chooser: str
    follower: str


@check("variable/bypassed", on=Query, severity=Severity.WARNING, profile="strict")
def bypassed(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query fixes a label that a variable chooses, beside another variable that follows it.

    `$instance` offers the instances of `$job`. A panel with `job="coredns"` and `$instance` shows
    something only where `coredns` is the job that was chosen.

    Bad:
        dashboard:
          templating:
            list:
              - {name: job, type: query, query: "label_values(up, job)"}
              - {name: instance, type: query, query: 'label_values(up{job="$job"}, instance)'}
          panels: [{expr: 'up{job="coredns", instance=~"$instance"}'}]

    Good:
        dashboard:
          templating:
            list:
              - {name: job, type: query, query: "label_values(up, job)"}
              - {name: instance, type: query, query: 'label_values(up{job="$job"}, instance)'}
          panels: [{expr: 'up{job="$job", instance=~"$instance"}'}]
    """
    dashboard = query.owner
    if not isinstance(dashboard, Dashboard):
        return
    for selector in facts.selectors(query):
        found = _bypass(selector, dashboard, facts)
        if found is not None:
            name, value = found.pinned.name, found.pinned.value
            yield Finding(
                f'`{name}="{value}"` is fixed, while `${found.follower}` offers what belongs to '
                f"`${found.chooser}`: with another choice there is nothing",
                query.at(span_of(found.pinned)),
                f'write `{name}="${found.chooser}"`',
            )


def _bypass(selector: SelectorFact, dashboard: Dashboard, facts: Facts) -> _Bypass | None:
    pinned = {m.name: m for m in selector.node.matchers if m.op == "=" and m.value and _literal(m)}
    if not pinned:
        return None
    for matcher in selector.node.matchers:
        for use in variables_in(matcher.value or ""):
            for label, chooser in _followed(use.name, dashboard, facts):
                if label in pinned and chooser != use.name:
                    return _Bypass(pinned[label], chooser, use.name)
    return None


def _followed(name: str, dashboard: Dashboard, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the labels by which a variable is narrowed, and the variables that choose them."""
    variable = dashboard.variable(name)
    if variable is None or variable.query is None:
        return
    for selector in facts.selectors(variable.query):
        for matcher in selector.node.matchers:
            for use in variables_in(matcher.value or ""):
                chooser = dashboard.variable(use.name)
                if matcher.op in ("=", "=~") and chooser and chooser.kind in CHOSEN:
                    yield matcher.name, use.name


def _literal(matcher: Matcher) -> bool:
    return "$" not in (matcher.value or "") and "[[" not in (matcher.value or "")
