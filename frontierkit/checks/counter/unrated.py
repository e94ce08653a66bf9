"""Finds alerts on what a counter has counted since it started."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare, unfiltered
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary
from frontierkit.text import listed

LATCHING = frozenset((">", ">=", "<", "<=", "!="))


@check("counter/unrated", on=Rule, severity=Severity.ERROR)
def unrated(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert compares a counter as it is with a threshold.

    A counter only rises until its process restarts: once it has passed the threshold, the alert
    fires until the next restart, however long ago the cause was; and it says nothing of how fast
    things happen.

    Bad:
        alert: ManyRequests
        expr: requests_total > 10000

    Good:
        alert: ManyRequests
        expr: rate(requests_total[5m]) > 100

    Except: a comparison with `==`, which asks whether it has happened at all, and one that only
    restricts what another part of the expression alerts on.
    """
    root = facts.syntax(rule.query).expr
    if not rule.alerting or root is None:
        return
    for node in _alerted(root):
        compared = unfiltered(node)
        series = facts.series(rule.query, compared.base)
        operators = {operator for operator, _ in compared.comparisons}
        if operators & LATCHING and series.cumulative:
            names = sorted({origin.name for origin in series.origins})
            yield Finding(
                f"{listed(names) if names else 'a counter'} is compared without `rate` or "
                "`increase`",
                rule.query.at(span_of(compared.base)),
                "compare how fast it rises: `rate(…[5m])`, or how much: `increase(…[5m])`",
            )


def _alerted(node: Node) -> Iterator[Node]:
    """Yield the parts of an expression whose values are alerted on."""
    node = bare(node)
    if isinstance(node, Binary) and node.op == "or":
        yield from _alerted(node.lhs)
        yield from _alerted(node.rhs)
    elif isinstance(node, Binary) and node.op in ("and", "unless"):
        yield from _alerted(node.lhs)
    else:
        yield node
