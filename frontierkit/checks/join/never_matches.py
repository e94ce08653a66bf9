"""Finds operators whose two sides can never match."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of, mismatch
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql import VECTOR
from frontierkit.promql.nodes import Binary
from frontierkit.text import Span


@check("join/never_matches", on=Query, per_text=True, severity=Severity.ERROR)
def never_matches(query: Query, facts: Facts) -> Iterator[Finding]:
    """No series of one side of an operator can match one of the other side.

    Two series match if they have equal labels, those of `ignoring` aside, or those of `on`. Where
    every series of one side has a label that none of the other side has, the result is always
    empty: the panel is blank, and the alert never fires.

    Bad:
        sum(rate(requests_total[5m])) == 0 and up{job="engine"} == 1

    Good:
        sum(rate(requests_total[5m])) == 0 and on () up{job="engine"} == 1
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op not in ("or", "unless") and not node.fill:
            why = _why(node, query, facts)
            if why is not None:
                yield _finding(node, why, query)


def _why(node: Binary, query: Query, facts: Facts) -> str | None:
    """Return why the sides never match; None where some of their branches may."""
    left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
    if left.kind != VECTOR or right.kind != VECTOR:
        return None
    if Presence.ALWAYS in (left.empty, right.empty):
        return None  # whatever makes that side empty is told by itself
    clause = clause_of(node)
    reasons = [mismatch(clause, a, b) for a in left.branches for b in right.branches]
    return reasons[0] if all(reasons) else None


def _finding(node: Binary, why: str, query: Query) -> Finding:
    end = node.op_start + len(node.op)
    if node.matching is not None:
        end = max(end, node.matching.end)
    return Finding(
        f"the sides of `{node.op}` never match: {why}",
        query.at(Span(node.op_start, end)),
        "match them by the labels that both have: `on (…)`, or `on ()` if they have none in common",
        (
            Related("the left side", query.at(span_of(node.lhs))),
            Related("the right side", query.at(span_of(node.rhs))),
        ),
    )
