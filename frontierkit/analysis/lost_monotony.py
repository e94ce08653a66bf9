"""Finds where counters were merged, after which a restart of one is no longer a restart."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n

MERGING = frozenset(("sum", "avg", "max", "min", "quantile"))
TRANSPARENT = frozenset(
    ("abs", "ceil", "clamp", "clamp_max", "clamp_min", "floor", "label_join", "label_replace",
     "last_over_time", "max_over_time", "min_over_time", "round", "sort", "sort_desc")
)  # fmt: skip
"""Functions that treat each counter on its own."""
MOST_RECORDS = 16


@dataclass(frozen=True, slots=True)
class Merging:
    """The operation that made one number of several counters, and the query where it stands."""

    query: Query
    node: n.Aggregate | n.Binary

    @property
    def word(self) -> str:
        """The operation's name."""
        return self.node.op


def merged_counters(query: Query, node: Node, facts: Facts, depth: int = 0) -> Merging | None:
    """Return the operation that merged counters into what `node` is, if it is made of such."""
    if depth > MOST_RECORDS or not facts.series(query, node).cumulative:
        return None
    match node:
        case n.Paren() | n.Subquery():
            return merged_counters(query, node.expr, facts, depth)
        case n.Matrix():
            return merged_counters(query, node.selector, facts, depth)
        case n.Selector():
            return _recorded(node, facts, depth)
        case n.Call() if node.name in TRANSPARENT:
            vectors = (argument for argument in node.args if argument.type != SCALAR)
            return next(
                (m for v in vectors if (m := merged_counters(query, v, facts, depth))), None
            )
        case n.Aggregate() if node.op in MERGING and facts.series(query, node.expr).cumulative:
            inner = merged_counters(query, node.expr, facts, depth)
            return inner or Merging(query, node)
        case n.Binary():
            return _of_sides(query, node, facts, depth)
    return None


def _of_sides(query: Query, node: n.Binary, facts: Facts, depth: int) -> Merging | None:
    sides = [side for side in (node.lhs, node.rhs) if facts.series(query, side).cumulative]
    found = (merged_counters(query, side, facts, depth) for side in sides)
    inner = next((merging for merging in found if merging is not None), None)
    if inner is not None:
        return inner
    return Merging(query, node) if node.op == "+" and len(sides) == 2 else None


def _recorded(node: n.Selector, facts: Facts, depth: int) -> Merging | None:
    """Return what merged counters in every rule that records a name."""
    record = facts.records.get(node.metric or "")
    if record is None or record.cyclic or facts.world.series(record.name):
        return None
    found: list[Merging | None] = []
    for rule in record.rules:
        root = facts.syntax(rule.query).expr
        inner = None if root is None else merged_counters(rule.query, root, facts, depth + 1)
        found.append(inner)
    return found[0] if all(found) else None
