"""Finds quotients of what two counters have counted since they started."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR
from frontierkit.promql.nodes import Binary
from frontierkit.text import Span, listed


@check(
    "counter/divided",
    on=Query,
    per_text=True,
    when=("/",),
    severity=Severity.WARNING,
    profile="strict",
)
def divided(query: Query, facts: Facts) -> Iterator[Finding]:
    """One counter is divided by another as they are, without `rate`.

    The quotient is the average since the process started. After a week nothing that happens now
    moves it, and it does not say how things are.

    Bad:
        errors_total / requests_total > 0.05

    Good:
        rate(errors_total[5m]) / rate(requests_total[5m]) > 0.05

    Except: differences to an `offset`, which are increases.
    """
    for node in facts.syntax(query).nodes:
        if (
            not isinstance(node, Binary)
            or node.op != "/"
            or SCALAR in (node.lhs.type, node.rhs.type)
        ):
            continue
        left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
        if left.cumulative and right.cumulative:
            names = dict.fromkeys(o.name for o in (*left.origins, *right.origins))
            yield Finding(
                f"{listed(names)} are divided as they are: the average since the start",
                query.at(Span(node.op_start, node.op_start + 1)),
                "take the `rate` of both first",
            )
