"""Finds graphs of the greatest few, chosen anew at each step."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel, Target
from frontierkit.promql.nodes import Aggregate
from frontierkit.text import Span

GRAPHS = frozenset(("timeseries", "graph"))


@check("panel/shifting_topk", on=Panel, severity=Severity.INFO, profile="strict")
def shifting_topk(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A graph shows the greatest few of its series, chosen anew at each step.

    `topk(5, …)` picks five at each point of the graph. Over a day that can be fifty series, each
    of them with gaps.

    Bad:
        type: timeseries
        expr: topk(5, up)

    Good:
        type: bargauge
        targets: [{refId: A, expr: "topk(5, up)", instant: true}]
    """
    if panel.kind not in GRAPHS:
        return
    for target in panel.targets:
        yield from _findings(target, facts)


def _findings(target: Target, facts: Facts) -> Iterator[Finding]:
    if target.query is None or target.instant is True:
        return
    for node in facts.syntax(target.query).nodes:
        if isinstance(node, Aggregate) and node.op in ("topk", "bottomk"):
            yield Finding(
                f"`{node.op}` chooses anew at each step: a graph of it has many series, with gaps",
                target.query.at(Span(node.start, node.start + len(node.op))),
                "rank in a table or bar gauge at one point in time",
            )
