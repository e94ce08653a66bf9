"""Every comparison of a query: whether it can hold, and the proof where it never or always does."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.proofs import Proof, Side, proof
from frontierkit.analysis.ranges import FLIPPED, truth
from frontierkit.dataclass import dataclass
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR, Node
from frontierkit.promql.nodes import Binary
from frontierkit.text import Span

MOST_CHARACTERS = 48


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of `compared` with `bound`, and whether it holds: never, maybe or always.

    `op` is as if `compared` stood on the left; it is a vector, `bound` a vector or a scalar.
    """

    query: Query
    node: Binary
    op: str
    compared: Node
    bound: Node
    holds: Presence

    @property
    def span(self) -> Span:
        """The characters of the operator and of what is compared with."""
        if self.bound is self.node.rhs:
            return Span(self.node.op_start, max(self.node.rhs.end, self.node.op_start + 1))
        return Span(self.node.lhs.start, self.node.op_start + len(self.node.op))

    @property
    def words(self) -> str:
        """The condition as it would be written on the right: `> 30`."""
        text = " ".join(self.query.text[self.bound.start : self.bound.end].split())
        short = text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
        return f"`{self.op} {short}`"


def comparisons(query: Query, facts: Facts) -> tuple[Comparison, ...]:
    """Return the comparisons of a query with a vector in them, in the order of the text.

    What is empty anyway is left out: whatever makes it so is told by itself.
    """
    return facts.once(_comparisons, query)


def _comparisons(query: Query, facts: Facts) -> Iterator[Comparison]:
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op in FLIPPED and not node.fill:
            found = comparison(query, node, facts)
            if found is not None:
                yield found


def proof_of(comparison: Comparison, facts: Facts) -> Proof:
    """Return why the compared values are bounded as they are."""
    side = _side(comparison)
    found = proof(comparison.query, comparison.compared, side, facts)
    if found.steps or comparison.bound.type == SCALAR:
        return found
    return proof(comparison.query, comparison.bound, "both", facts)


def comparison(query: Query, node: Binary, facts: Facts) -> Comparison | None:
    """Return what a comparison is; None if a side is empty anyway, or both are numbers."""
    left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
    if Presence.ALWAYS in (left.empty, right.empty) or node.lhs.type == node.rhs.type == SCALAR:
        return None
    native = left.maybe_native and right.maybe_native and node.op in ("==", "!=")
    holds = Presence.MAYBE if native else truth(node.op, left.range, right.range)
    if node.lhs.type == SCALAR:
        return Comparison(query, node, FLIPPED[node.op], node.rhs, node.lhs, holds)
    return Comparison(query, node, node.op, node.lhs, node.rhs, holds)


def _side(comparison: Comparison) -> Side:
    """Return which bound of the values decides."""
    upwards = comparison.op in (">", ">=")
    if comparison.op in ("==", "!="):
        return "both"
    return "top" if upwards is (comparison.holds is Presence.NEVER) else "bottom"
