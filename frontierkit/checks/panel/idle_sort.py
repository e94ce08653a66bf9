"""Finds sorting that has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Target
from frontierkit.promql.nodes import Call
from frontierkit.text import Span

SORTING = frozenset(("sort", "sort_desc", "sort_by_label", "sort_by_label_desc"))


@check("panel/idle_sort", on=Target, severity=Severity.INFO, profile="strict")
def idle_sort(target: Target, facts: Facts) -> Iterator[Finding]:
    """A query over time sorts its result.

    Prometheus orders what a range query returns by labels, whatever the query says: the sorting
    costs time and changes nothing.

    Bad:
        type: timeseries
        expr: sort_desc(up)

    Good:
        type: bargauge
        targets: [{refId: A, expr: sort_desc(up), instant: true}]
    """
    if target.query is None or target.instant is True:
        return
    for node in facts.syntax(target.query).nodes:
        if isinstance(node, Call) and node.name in SORTING:
            yield Finding(
                f"`{node.name}` has no effect in a query over time",
                target.query.at(Span(node.start, node.name_end)),
                "sort in the panel's legend or by a transformation, or ask for one point in time",
            )
