"""Finds where an expression becomes empty for good, whatever is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of, mismatch
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.analysis.reasons import span_of
from frontierkit.dataclass import dataclass
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql import VECTOR, Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span

Kind = Literal["selector", "join", "comparison", "contradiction", "covered", "operation", "buckets"]
OF_BUCKETS = frozenset(("histogram_quantile", "histogram_quantiles", "histogram_fraction"))
ABSENT = frozenset(("absent", "absent_over_time"))


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Where something that may be there meets what lets nothing of it through.

    `selector`: no series matches; `join`: the sides share no labels; `comparison`: it never holds;
    `contradiction`: an `and` of filters that exclude each other; `covered`: an `unless` that takes
    everything; `buckets`: they have lost `le`; `operation`: any other function or aggregation.
    """

    query: Query
    node: Node
    kind: Kind

    @property
    def span(self) -> Span:
        """The characters of what lets nothing through."""
        match self.node:
            case n.Binary():
                return Span(self.node.op_start, self.node.op_start + len(self.node.op))
            case n.Call():
                return Span(self.node.start, self.node.name_end)
            case n.Aggregate():
                return Span(self.node.start, self.node.start + len(self.node.op))
        return span_of(self.node)


def dead_ends(query: Query, facts: Facts) -> Iterator[DeadEnd]:
    """Yield every dead end of a query, in the order of the text."""
    for node in facts.syntax(query).nodes:
        if _empty(query, node, facts) and not any(_emptying(query, node, facts)):
            yield DeadEnd(query, node, _kind(query, node, facts))


def fatal_dead_ends(query: Query, facts: Facts) -> tuple[DeadEnd, ...]:
    """Return the dead ends on account of which the whole query is always empty; none: it is not."""
    root = facts.syntax(query).expr
    return () if root is None else tuple(_fatal(query, root, facts))


def _fatal(query: Query, node: Node, facts: Facts) -> Iterator[DeadEnd]:
    if not _empty(query, node, facts):
        return
    below = tuple(_emptying(query, node, facts))
    if not below and not isinstance(node, n.Paren):
        yield DeadEnd(query, node, _kind(query, node, facts))
    for operand in below:
        yield from _fatal(query, operand, facts)


def _empty(query: Query, node: Node, facts: Facts) -> bool:
    return facts.series(query, node).empty is Presence.ALWAYS


def _emptying(query: Query, node: Node, facts: Facts) -> Iterator[Node]:
    """Yield the operands that are always empty and make the node so."""
    return (operand for operand in _operands(node) if _empty(query, operand, facts))


def _operands(node: Node) -> tuple[Node, ...]:
    """Return the operands without which there is no result."""
    match node:
        case n.Paren() | n.Unary() | n.Subquery() | n.Aggregate():
            return (node.expr,)
        case n.Matrix():
            return (node.selector,)
        case n.Call():
            return () if node.name in ABSENT else tuple(node.args)
        case n.Binary():
            return (node.lhs,) if node.op == "unless" else (node.lhs, node.rhs)
    return ()


def _kind(query: Query, node: Node, facts: Facts) -> Kind:
    match node:
        case n.Binary() if node.op == "unless":
            return "covered"
        case n.Binary():
            if _apart(query, node, facts):
                return "join"
            return "comparison" if node.op in FLIPPED else "contradiction"
        case n.Call():
            return "buckets" if node.name in OF_BUCKETS else "operation"
        case n.Aggregate():
            return "operation"
    return "selector"


def _apart(query: Query, node: n.Binary, facts: Facts) -> bool:
    """Return whether some branches of the two sides have no labels in common."""
    left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
    if left.kind != VECTOR or right.kind != VECTOR:
        return False
    clause = clause_of(node)
    return any(mismatch(clause, a, b) for a in left.branches for b in right.branches)
