"""Finds alerts that can never fire."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import proof_of
from frontierkit.analysis.dead_alerts import comparison_at, to_blame
from frontierkit.analysis.dead_ends import DeadEnd
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.checks.proof import related_steps
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("alert/dead", on=Query, per_text=True, severity=Severity.ERROR)
def dead(query: Query, facts: Facts) -> Iterator[Finding]:
    """An alert can never fire, whatever happens.

    Its values never reach the threshold: a quantile never exceeds the largest finite bucket, a
    share never exceeds 1, `up` is 0 or 1. Or its conditions exclude each other. Everybody believes
    that somebody would be woken, and nobody ever is.

    Bad:
        alert: Slow
        expr: histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m]))) > 30

    Good:
        alert: Slow
        expr: histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m]))) > 5

    Except: where a matcher, a join or a lost `le` is to blame, the check about that tells of it.
    """
    for end in to_blame(query, facts):
        yield _impossible(end, facts) if end.kind == "comparison" else _empty(end, facts)


def _impossible(end: DeadEnd, facts: Facts) -> Finding:
    comparison = comparison_at(end.query, end.node, facts)
    proof = proof_of(comparison, facts)
    return Finding(
        f"{proof.words}; {comparison.words} never holds, so the alert never fires",
        end.query.at(comparison.span),
        "compare with what the values can reach, in their own unit",
        related_steps(proof),
    )


def _empty(end: DeadEnd, facts: Facts) -> Finding:
    why = facts.series(end.query, end.node).why_empty
    reason = why.text if why is not None else "nothing can come of this"
    return Finding(f"{reason}, so the alert never fires", end.query.at(end.span))
