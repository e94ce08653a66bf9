"""Finds alerts that fire as long as there are data."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import proof_of
from frontierkit.analysis.dead_alerts import comparison_at
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.tautologies import firing_always
from frontierkit.checks.check import check
from frontierkit.checks.proof import related_steps
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary, Selector


@check("alert/always_firing", on=Query, per_text=True, severity=Severity.ERROR)
def always_firing(query: Query, facts: Facts) -> Iterator[Finding]:
    """An alert fires whenever there are data, whatever they are.

    Its condition always holds, it ends in `bool`, which makes a result of "no" as well, or it
    compares nothing. An alert that never ends is silenced, and then it is no alert.

    Bad:
        alert: Busy
        expr: 100 - avg by (instance) (rate(cpu_seconds_total{mode="idle"}[5m])) > 0.8

    Good:
        alert: Busy
        expr: 1 - avg by (instance) (rate(cpu_seconds_total{mode="idle"}[5m])) > 0.8

    Except: an alert that asks for no metric, as `vector(1)`: it is meant to fire always, so that
    somebody notices when it stops.
    """
    for node in firing_always(query, facts):
        if isinstance(node, Binary) and node.op in FLIPPED and not node.bool_modifier:
            comparison = comparison_at(query, node, facts)
            proof = proof_of(comparison, facts)
            yield Finding(
                f"{proof.words}; {comparison.words} always holds, so the alert always fires",
                query.at(comparison.span),
                "compare with what tells values apart, in their own unit",
                related_steps(proof),
            )
        else:
            yield Finding(f"{_why(node)}, so the alert always fires", query.at(span_of(node)))


def _why(node: Node) -> str:
    if isinstance(node, Binary) and node.bool_modifier:
        return "a comparison with `bool` has a result where it does not hold, too"
    if isinstance(node, Binary) and node.op == "or":
        return "one branch or another of this always has a result"
    if not any(isinstance(inner, Selector) for inner in node.walk()):
        return "this always has a result"
    return "nothing is compared here: there is a result whatever the value"
