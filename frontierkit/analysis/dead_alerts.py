"""Which alerts can never fire, and which of their parts is to blame."""

from __future__ import annotations

from frontierkit.analysis.comparisons import Comparison, comparison
from frontierkit.analysis.dead_ends import DeadEnd, fatal_dead_ends
from frontierkit.analysis.facts import Facts
from frontierkit.model.query import Query, Role
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary

TOLD_ELSEWHERE = frozenset(("selector", "join", "buckets"))
"""Dead ends that a check of their own tells of, with the label that is to blame."""


def to_blame(query: Query, facts: Facts) -> tuple[DeadEnd, ...]:
    """Return the dead ends on account of which an alert never fires."""
    if query.role is not Role.ALERT:
        return ()
    return tuple(e for e in fatal_dead_ends(query, facts) if e.kind not in TOLD_ELSEWHERE)


def comparison_at(query: Query, node: Node, facts: Facts) -> Comparison:
    """Return the comparison that a node of a query is."""
    found = comparison(query, node, facts) if isinstance(node, Binary) else None
    if found is None:
        raise ValueError(f"{node} is no comparison")
    return found
