"""The calls of a query that make quantiles or fractions of buckets."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Call

PLACE_OF_BUCKETS = {"histogram_quantile": 1, "histogram_quantiles": 0, "histogram_fraction": 2}


@dataclass(frozen=True, slots=True)
class QuantileCall:
    """A call of `histogram_quantile` or its like, and the argument that is buckets."""

    node: Call
    buckets: Node


def quantile_calls(query: Query, facts: Facts) -> Iterator[QuantileCall]:
    """Yield the calls of a query that are given buckets, in the order of the text."""
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call):
            place = PLACE_OF_BUCKETS.get(node.name)
            if place is not None and place < len(node.args):
                yield QuantileCall(node, node.args[place])
