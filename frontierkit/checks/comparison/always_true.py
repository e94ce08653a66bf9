"""Finds comparisons that let everything through."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import comparisons, proof_of
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.analysis.tautologies import always_holds, firing_always
from frontierkit.checks.check import check
from frontierkit.checks.proof import related_steps
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("comparison/always_true", on=Query, per_text=True, when=FLIPPED, severity=Severity.WARNING)
def always_true(query: Query, facts: Facts) -> Iterator[Finding]:
    """A comparison lets through all that there is: it filters nothing.

    What was to be left out is counted, shown and recorded all the same. Often the threshold is in
    another unit, or the wrong series is compared.

    Bad:
        count(rate(requests_total[5m]) >= 0)

    Good:
        count(rate(requests_total[5m]) > 0)

    Except: `x_info == 1` and `absent(x) == 1`, which are habits; comparisons with `bool`, which
    make ones; what makes a whole alert fire always, which alert/always_firing tells of.
    """
    told = None
    for comparison in comparisons(query, facts):
        if not always_holds(comparison, facts):
            continue
        told = firing_always(query, facts) if told is None else told
        if comparison.node not in told:
            proof = proof_of(comparison, facts)
            yield Finding(
                f"{proof.words}; {comparison.words} always holds",
                query.at(comparison.span),
                "leave the comparison out, or compare with what tells values apart",
                related_steps(proof),
            )
