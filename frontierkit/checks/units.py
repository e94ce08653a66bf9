"""Words about units, as several checks say them."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.model.query import Query
from frontierkit.promql import Node


def why_unit(query: Query, facts: Facts, node: Node | None = None) -> str:
    """Return where the unit of a query comes from, as an aside: ` (`x` is in seconds)`."""
    series = facts.series(query, node)
    families = {origin.family.name: origin.family.unit for origin in series.origins}
    known = [f"`{name}` is in {unit}" for name, unit in families.items() if unit]
    return f" ({', '.join(known[:3])})" if known else ""


def times(factor: float) -> str:
    """Return how wrong a number is that should be multiplied by `factor`."""
    if factor >= 1:
        return f"{factor:g} times too small"
    return f"{1 / factor:g} times too large"
