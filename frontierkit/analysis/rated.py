"""Finds the `rate` whose result an expression hands on, whatever was added up since."""

from __future__ import annotations

from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n

RATING = frozenset(("rate", "irate", "increase"))
OF_THEIR_OWN = frozenset(("count", "group", "count_values"))
KEEPING = frozenset(
    ("abs", "ceil", "clamp", "clamp_max", "clamp_min", "floor", "label_join", "label_replace",
     "round", "sort", "sort_desc", "avg_over_time", "max_over_time", "min_over_time",
     "last_over_time", "quantile_over_time")
)  # fmt: skip
"""Functions that make a rate of a rate."""


def rated_inside(node: Node) -> n.Call | None:
    """Return the call of `rate` or its like whose values these are, if they are of any."""
    match node:
        case n.Paren() | n.Subquery():
            return rated_inside(node.expr)
        case n.Aggregate() if node.op not in OF_THEIR_OWN:
            return rated_inside(node.expr)
        case n.Call() if node.name in RATING:
            return node
        case n.Call() if node.name in KEEPING:
            vectors = (
                argument for argument in node.args if argument.type not in (SCALAR, "string")
            )
            return next((r for v in vectors if (r := rated_inside(v)) is not None), None)
        case n.Binary() if node.op in ("*", "/") and SCALAR in (node.lhs.type, node.rhs.type):
            return rated_inside(node.lhs) or rated_inside(node.rhs)
        case n.Binary() if node.op == "+":
            left, right = rated_inside(node.lhs), rated_inside(node.rhs)
            return left if right is not None else None
    return None
