"""Finds comparisons that let nothing through."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import Comparison, comparisons, proof_of
from frontierkit.analysis.dead_alerts import to_blame
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.checks.check import check
from frontierkit.checks.proof import related_steps
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query


@check("comparison/never_true", on=Query, per_text=True, when=FLIPPED, severity=Severity.ERROR)
def never_true(query: Query, facts: Facts) -> Iterator[Finding]:
    """A comparison never holds, so that it lets nothing through; with `bool` it is always 0.

    The panel stays blank, the recording rule records nothing, and that branch of an alert is dead,
    while all of them look as if nothing were wrong.

    Bad:
        count(up > 1)

    Good:
        count(up == 1)

    Except: what keeps a whole alert from firing, which alert/dead tells of; `x < bool 0` and its
    like, which make zeros on purpose.
    """
    if not comparisons(query, facts):
        return
    told = {end.node for end in to_blame(query, facts)}
    for comparison in comparisons(query, facts):
        if comparison.holds is not Presence.NEVER or comparison.node in told:
            continue
        if not _zero_on_purpose(comparison, facts):
            proof = proof_of(comparison, facts)
            yield Finding(
                f"{proof.words}; {comparison.words} never holds",
                query.at(comparison.span),
                "compare with what the values can reach, in their own unit",
                related_steps(proof),
            )


def _zero_on_purpose(comparison: Comparison, facts: Facts) -> bool:
    bound = facts.series(comparison.query, comparison.bound).constant
    return comparison.node.bool_modifier and bound in (0, 1)
