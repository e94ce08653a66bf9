"""Tells points in time from stretches of it."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary


def surely_point(query: Query, node: Node, facts: Facts) -> bool:
    """Return whether a value is a point in time, even if a catalog is careless.

    `time() - x` is one if `x` is a duration. Catalogs often say seconds of what are seconds since
    1970, and then it is none.
    """
    unit = facts.series(query, node).unit
    if unit is None or not unit.point:
        return False
    return not any(isinstance(inner, Binary) and inner.op == "-" for inner in node.walk())
