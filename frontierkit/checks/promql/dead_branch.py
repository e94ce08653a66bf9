"""Finds branches of `or` that never have a say."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of, matches_surely
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Binary


@check("promql/dead_branch", on=Query, per_text=True, when=("or",), severity=Severity.ERROR)
def dead_branch(query: Query, facts: Facts) -> Iterator[Finding]:
    """The left side of an `or` is always there, so the right side never counts.

    `or` takes the series of the right side only where the left side has none of the same labels.
    `vector(0)` always has one: put first, it hides what was meant to be shown.

    Bad:
        vector(0) or sum(rate(requests_total[5m]))

    Good:
        sum(rate(requests_total[5m])) or vector(0)
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op == "or":
            left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
            if Presence.ALWAYS in (left.empty, right.empty) or left.empty is not Presence.NEVER:
                continue
            if matches_surely(clause_of(node), left, right):
                yield Finding(
                    "this never counts: the other side of `or` always has a result that matches",
                    query.at(span_of(node.rhs)),
                    "exchange the two sides",
                    (Related("this is always there", query.at(span_of(node.lhs))),),
                )
