"""Words about units, as several checks say them."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.stored import Stored
from frontierkit.model.query import Query
from frontierkit.promql import Node


def why_unit(query: Query, facts: Facts, node: Node | None = None) -> str:
    """Return where the unit of a query comes from, as an aside: ` (`x` is in seconds)`."""
    series = facts.series(query, node)
    physical = series.unit is not None and bool(series.unit.physical)
    known = dict.fromkeys(_said(origin, physical) for origin in series.origins)
    told = [text for text in known if text][:3]
    return f" ({', '.join(told)})" if told else ""


def _said(origin: Stored, physical: bool) -> str:
    """Return what a stored series measures; buckets count, and quantiles of them measure."""
    unit = origin.family.unit
    if origin.role == "count" or unit == "count" or (origin.role == "bucket" and not physical):
        return f"`{origin.name}` counts"
    return f"`{origin.family.name}` is in {unit}" if unit else ""


def times(factor: float) -> str:
    """Return how wrong a number is that should be multiplied by `factor`."""
    if factor >= 1:
        return f"{factor:g} times too small"
    return f"{1 / factor:g} times too large"
