"""Finds counts of states that count those that are not, too."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Aggregate
from frontierkit.text import Span, listed


@check(
    "type/stateset_counted", on=Query, per_text=True, severity=Severity.WARNING, profile="strict"
)
def stateset_counted(query: Query, facts: Facts) -> Iterator[Finding]:
    """The series of a set of states are counted, whatever their values are.

    A set of states has one series for each state, 1 for the present one and 0 for the others.
    `count` counts all of them: the number never changes.

    Bad:
        count(phase{phase="failed"}) > 0

    Good:
        sum(phase{phase="failed"}) > 0

    Except: the number of all, which is what is wanted as a whole to divide by.
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Aggregate) and node.op == "count":
            operand = facts.series(query, node.expr)
            if operand.type == "stateset" and operand.range.contains(0.0):
                names = listed(dict.fromkeys(origin.name for origin in operand.origins))
                yield Finding(
                    f"`count` counts the series of {names} that are 0 as well",
                    query.at(Span(node.start, node.start + len(node.op))),
                    "use `sum`, or count only what is 1: `count(… == 1)`",
                )
