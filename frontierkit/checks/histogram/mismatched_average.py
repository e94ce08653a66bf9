"""Finds averages whose sum and count are of different histograms, or of different times."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare, canonical
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span

RATING = frozenset(("rate", "irate", "increase"))


@dataclass(frozen=True, slots=True)
class Part:
    """The sum or the count of a family, and the window over which it is rated."""

    family: str
    role: str
    window: str


@check(
    "histogram/mismatched_average", on=Query, per_text=True, when=("/",), severity=Severity.WARNING
)
def mismatched_average(query: Query, facts: Facts) -> Iterator[Finding]:
    """The sum of one histogram is divided by the count of another, or over another window.

    `x_sum / x_count` is the average of what was observed. With the count of something else it is
    the average of nothing, and with another window it jumps whenever the load changes.

    Bad:
        rate(latency_seconds_sum[5m]) / rate(queue_seconds_count[5m])

    Bad:
        rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[1m])

    Good:
        rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, n.Binary) and node.op == "/":
            total, count = _part(query, node.lhs, facts), _part(query, node.rhs, facts)
            if total is None or count is None or (total.role, count.role) != ("sum", "count"):
                continue
            why = _why(total, count)
            if why is not None:
                yield Finding(
                    why,
                    query.at(Span(node.op_start, node.op_start + 1)),
                    "divide the sum and the count of one histogram, over one window",
                )


def _why(total: Part, count: Part) -> str | None:
    if total.family != count.family:
        return f"the sum of `{total.family}` is divided by the count of `{count.family}`"
    if total.window != count.window:
        return f"sum and count of `{total.family}` are rated over different windows"
    return None


def _part(query: Query, node: Node, facts: Facts) -> Part | None:
    """Return which part of a histogram or summary is rated, through sums."""
    node = bare(node)
    while isinstance(node, n.Aggregate) and node.op in ("sum", "avg"):
        node = bare(node.expr)
    if not isinstance(node, n.Call) or node.name not in RATING or not node.args:
        return None
    window = node.args[0]
    if not isinstance(window, n.Matrix):
        return None
    series = facts.series(query, window)
    families = {origin.family.name for origin in series.origins}
    if series.type not in ("sum", "count") or len(families) != 1:
        return None
    return Part(families.pop(), series.type, f"{node.name}[{canonical(window.range)}]")
