"""Finds the quantiles that an expression is made of."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.dataclass import dataclass
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span

KEEPING = frozenset(
    ("abs", "ceil", "clamp", "clamp_max", "clamp_min", "floor", "label_join", "label_replace",
     "round", "sort", "sort_desc")
)  # fmt: skip
PICKING = frozenset(("topk", "bottomk", "limitk", "limit_ratio"))
MOST_RECORDS = 16


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Where quantiles come from: a function, or a summary."""

    query: Query
    span: Span
    name: str


def quantiles_inside(query: Query, node: Node, facts: Facts, depth: int = 0) -> Quantiles | None:
    """Return where the quantiles come from that these values are, if they are any."""
    match node:
        case n.Paren():
            return quantiles_inside(query, node.expr, facts, depth)
        case n.Aggregate() if node.op in PICKING:
            return quantiles_inside(query, node.expr, facts, depth)
        case n.Call() if node.name == "histogram_quantile":
            return Quantiles(query, Span(node.start, node.name_end), f"`{node.name}`")
        case n.Call() if node.name in KEEPING and node.args:
            return quantiles_inside(query, node.args[0], facts, depth)
        case n.Binary() if node.op in ("*", "/") and node.rhs.type == SCALAR:
            return quantiles_inside(query, node.lhs, facts, depth)
        case n.Binary() if node.op == "*" and node.lhs.type == SCALAR:
            return quantiles_inside(query, node.rhs, facts, depth)
        case n.Selector():
            return _selected(query, node, facts, depth)
    return None


def _selected(query: Query, node: n.Selector, facts: Facts, depth: int) -> Quantiles | None:
    """Return the quantiles of a summary, or those that rules record."""
    series = facts.series(query, node)
    if series.type == "summary" and series.label("quantile").presence is Presence.ALWAYS:
        if _one(series.label("quantile").values.finite):
            return Quantiles(query, Span(node.start, node.end), f"`{node.metric}`")
        return None
    record = facts.records.get(node.metric or "")
    if record is None or record.cyclic or depth == MOST_RECORDS:
        return None
    found = []
    for rule in record.rules:
        root = facts.syntax(rule.query).expr
        inner = None if root is None else quantiles_inside(rule.query, root, facts, depth + 1)
        if inner is None:
            return None
        found.append(inner)
    return found[0]


def _one(values: frozenset[str] | None) -> bool:
    """Return whether one quantile was chosen; of several, histogram/mixed_quantiles tells."""
    return values is not None and len(values) == 1
