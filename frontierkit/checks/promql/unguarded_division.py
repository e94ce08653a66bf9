"""Finds alerts that divide by what may be 0."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.series import Series
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query, Role
from frontierkit.promql import VECTOR
from frontierkit.promql.nodes import Binary


@check(
    "promql/unguarded_division",
    on=Query,
    per_text=True,
    severity=Severity.WARNING,
    profile="strict",
)
def unguarded_division(query: Query, facts: Facts) -> Iterator[Finding]:
    """An alert divides by a value that may be 0.

    Without traffic, errors over requests is 0/0, which is NaN: no comparison holds, and the alert
    is silent while nothing works. Where the dividend is above 0, the quotient is infinite, and the
    alert fires.

    Bad:
        alert: Slow
        expr: rate(work_seconds_total[5m]) / rate(requests_total[5m]) > 1

    Good:
        alert: Slow
        expr: rate(work_seconds_total[5m]) / (rate(requests_total[5m]) > 0) > 1
    """
    if query.role is not Role.ALERT:
        return
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op == "/" and node.rhs.type == VECTOR:
            divisor, quotient = facts.series(query, node.rhs), facts.series(query, node)
            if divisor.known and divisor.range.contains(0.0) and not node.fill:
                yield Finding(
                    f"the divisor may be 0, and then the quotient is {_then(quotient)}",
                    query.at(span_of(node.rhs)),
                    "leave out what is 0: `… / (… > 0)`",
                )


def _then(quotient: Series) -> str:
    """Return what comes of a division by 0."""
    if quotient.range.top < float("inf"):
        return "NaN, for which no comparison holds: the alert is silent"
    return "infinite, which exceeds any threshold, or NaN, for which no comparison holds"
