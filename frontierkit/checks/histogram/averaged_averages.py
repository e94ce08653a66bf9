"""Finds averages of averages."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span

RATING = frozenset(("rate", "irate", "increase"))


@check(
    "histogram/averaged_averages",
    on=Query,
    per_text=True,
    when=("avg", "quantile"),
    severity=Severity.WARNING,
    profile="strict",
)
def averaged_averages(query: Query, facts: Facts) -> Iterator[Finding]:
    """The averages of several series are averaged.

    Each counts as much as the others, however few requests it is made of: an idle instance with
    one slow request outweighs thousands of fast ones. A quantile of them is no quantile of requests
    either.

    Bad:
        avg(rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m]))

    Good:
        sum(rate(latency_seconds_sum[5m])) / sum(rate(latency_seconds_count[5m]))
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, n.Aggregate) and node.op in ("avg", "quantile"):
            inner = bare(node.expr)
            if isinstance(inner, n.Binary) and inner.op == "/":
                roles = (_role(query, inner.lhs, facts), _role(query, inner.rhs, facts))
                if roles == ("sum", "count"):
                    yield Finding(
                        f"`{node.op}` of averages gives each the same weight",
                        query.at(Span(node.start, node.start + len(node.op))),
                        "divide the sum of the sums by the sum of the counts",
                    )


def _role(query: Query, node: Node, facts: Facts) -> str | None:
    """Return whether a side is the rated sum or count of a histogram."""
    node = bare(node)
    if isinstance(node, n.Call) and node.name in RATING and node.args:
        return facts.series(query, node.args[0]).type
    return None
