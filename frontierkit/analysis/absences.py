"""What alerts ask `absent` of."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql import nodes as n

ABSENT = frozenset(("absent", "absent_over_time"))


def absences(query: Query, facts: Facts) -> Iterator[tuple[n.Call, Node]]:
    """Yield each call of `absent` and what it is asked of, parentheses and windows aside."""
    for node in facts.syntax(query).nodes:
        if isinstance(node, n.Call) and node.name in ABSENT and node.args:
            asked = bare(node.args[0])
            if isinstance(asked, n.Subquery):
                asked = bare(asked.expr)
            elif isinstance(asked, n.Matrix):
                asked = asked.selector
            yield node, asked
