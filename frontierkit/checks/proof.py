"""Turns the steps of a proof into the further places of a finding."""

from __future__ import annotations

from frontierkit.analysis.proofs import Proof
from frontierkit.diagnostics import Related

MOST_STEPS = 4


def related_steps(proof: Proof) -> tuple[Related, ...]:
    """Return the places where the bounds of a proof come from."""
    placed = (
        Related(step.why.text, (step.why.passage or step.query.passage).at(step.why.span))
        for step in proof.steps
        if step.why.span is not None
    )
    return tuple(dict.fromkeys(placed))[:MOST_STEPS]
