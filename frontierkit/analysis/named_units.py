"""What the names of metrics say of their units, where no catalog knows them."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.units import SECONDS, WORDS, Unit
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n

SUFFIXES = {
    "_bytes": WORDS["bytes"],
    "_bytes_total": WORDS["bytes"],
    "_seconds_total": SECONDS,
}
"""Names of `_seconds` may be durations or points in time."""
RATING = frozenset(("rate", "irate", "deriv"))
KEEPING = frozenset(("increase", "delta", "idelta", "avg_over_time", "max_over_time",
                     "min_over_time", "last_over_time", "abs", "round", "clamp_min",
                     "clamp_max"))  # fmt: skip
ADDING = frozenset(("sum", "avg", "min", "max", "topk", "bottomk", "quantile"))


def named_unit(query: Query, node: Node, facts: Facts) -> Unit | None:
    """Return the unit that the names in an expression tell, where they are all that is known."""
    match node:
        case n.Paren() | n.Subquery():
            return named_unit(query, node.expr, facts)
        case n.Matrix():
            return named_unit(query, node.selector, facts)
        case n.Selector():
            return _of_name(query, node, facts)
        case n.Aggregate() if node.op in ADDING:
            return named_unit(query, node.expr, facts)
        case n.Call() if node.name in RATING and node.args:
            inner = named_unit(query, node.args[0], facts)
            return None if inner is None else inner.per(SECONDS)
        case n.Call() if node.name in KEEPING and node.args:
            return named_unit(query, node.args[0], facts)
        case n.Binary() if node.op in ("*", "/"):
            return _scaled(query, node, facts)
    return None


def _of_name(query: Query, node: n.Selector, facts: Facts) -> Unit | None:
    """Return what a name says that nobody vouches for, neither catalog nor rule."""
    fact = next((fact for fact in facts.selectors(query) if fact.node is node), None)
    if fact is None or fact.name is None or fact.judged or fact.name in facts.records:
        return None
    existence = facts.existence(fact)
    if existence is not None and existence.state == "absent":
        return None
    return next((unit for end, unit in SUFFIXES.items() if fact.name.endswith(end)), None)


def _scaled(query: Query, node: n.Binary, facts: Facts) -> Unit | None:
    left, right = node.lhs, node.rhs
    if left.type == SCALAR and node.op == "*":
        left, right = right, left
    factor = facts.series(query, right).constant
    unit = named_unit(query, left, facts) if right.type == SCALAR else None
    if unit is None or not factor:
        return None
    return unit.scaled(factor if node.op == "*" else 1 / factor)
