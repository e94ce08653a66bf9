"""Finds quantiles that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Aggregate, Call

FIRST = frozenset(("histogram_quantile", "quantile_over_time"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A node that says which quantile is asked for, and of what."""

    phi: Node
    name: str


@check(
    "promql/impossible_quantile",
    on=Query,
    per_text=True,
    when=(*FIRST, "quantile", "histogram_quantiles"),
    severity=Severity.ERROR,
)
def impossible_quantile(query: Query, facts: Facts) -> Iterator[Finding]:
    """A quantile below 0 or above 1 is asked for.

    Of a quantile above 1 PromQL makes +Inf, below 0 -Inf: the panel shows nothing, and an alert on
    it fires always or never. Mostly per cent was meant: 95 for 0.95.

    Bad:
        histogram_quantile(95, sum by (le) (rate(latency_seconds_bucket[5m])))

    Good:
        histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))
    """
    for node in facts.syntax(query).nodes:
        for asked in _asked(node):
            phi = facts.series(query, asked.phi).constant
            if phi is not None and not 0 <= phi <= 1:
                infinite = "+Inf" if phi > 1 else "-Inf"
                meant = f": did you mean {phi / 100:g}?" if 1 < phi <= 100 else ""
                yield Finding(
                    f"`{asked.name}` of {phi:g} is always {infinite}",
                    query.at(span_of(asked.phi)),
                    f"a quantile is between 0 and 1{meant}",
                )


def _asked(node: Node) -> Iterator[Asked]:
    if isinstance(node, Aggregate) and node.op == "quantile" and node.param is not None:
        yield Asked(node.param, node.op)
    elif isinstance(node, Call) and node.name in FIRST and node.args:
        yield Asked(node.args[0], node.name)
    elif isinstance(node, Call) and node.name == "histogram_quantiles":
        yield from (Asked(argument, node.name) for argument in node.args[2:])
