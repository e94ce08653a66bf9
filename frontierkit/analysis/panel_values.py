"""What a panel shows of its queries: their values, and the thresholds that colour them."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.series import SCALAR, VECTOR, Series
from frontierkit.labels import Presence
from frontierkit.model.dashboard import Panel, Target, ThresholdStep
from frontierkit.model.query import Query

_COLOURED = frozenset(("stat", "gauge", "bargauge", "state-timeline", "status-history"))
"""Kinds of panels that colour values by thresholds unless told otherwise."""
_WITHIN = frozenset(
    ("last", "lastNotNull", "current", "first", "firstNotNull", "min", "max", "mean", "avg")
)
"""Calculations whose result lies between the values they are made of."""


def shown_targets(panel: Panel) -> tuple[Target, ...]:
    """Return the queries whose results are shown."""
    return tuple(target for target in panel.targets if not target.hidden)


def calculations(panel: Panel) -> tuple[str, ...]:
    """Return what makes one value of each series of a panel; none: its kind's usual one."""
    reduce = panel.options.get("reduceOptions")
    names = reduce.get("calcs") if isinstance(reduce, dict) else None
    return tuple(n for n in names if isinstance(n, str)) if isinstance(names, list) else ()


def shown_thresholds(panel: Panel) -> tuple[ThresholdStep, ...]:
    """Return the thresholds of a panel, if they colour or mark anything."""
    if panel.kind == "graph":
        return ()
    style = panel.drawing.get("thresholdsStyle")
    mode = style.get("mode") if isinstance(style, dict) else None
    colour = panel.color_mode.text if panel.color_mode is not None else None
    by_kind = panel.kind in _COLOURED and colour in (None, "thresholds")
    if by_kind or colour == "thresholds" or (mode is not None and mode != "off"):
        return panel.thresholds
    return ()


def shown_series(panel: Panel, facts: Facts) -> tuple[Series, ...] | None:
    """Return what each query of a panel shows; None unless all of it comes from PromQL as it is."""
    targets = shown_targets(panel)
    if not targets or any(not step.disabled for step in panel.transformations):
        return None
    if any(target.query is None for target in targets):
        return None
    queries = [target.query for target in targets if target.query is not None]
    if any(_selects_nothing(query, facts) for query in queries):
        return None  # that is told elsewhere, and what is left is not what was meant
    found = tuple(facts.series(query) for query in queries)
    usual = all(series.kind in (VECTOR, SCALAR) for series in found)
    return found if usual else None


def _selects_nothing(query: Query, facts: Facts) -> bool:
    """Return whether a part of a query is sure to be empty."""
    for selector in facts.selectors(query):
        existence = facts.existence(selector)
        if selector.dead or (existence is not None and existence.state == "absent"):
            return True
    nodes = facts.syntax(query).nodes
    return any(facts.series(query, node).empty is Presence.ALWAYS for node in nodes)


def shown_range(panel: Panel, facts: Facts) -> Interval | None:
    """Return the values that a panel can show, as far as all of them are known to be within it."""
    series = shown_series(panel, facts)
    if series is None or not _WITHIN.issuperset(calculations(panel)):
        return None
    ranges = [one.range for one in series if one.empty is not Presence.ALWAYS]
    if not ranges:
        return None
    found = ranges[0]
    for other in ranges[1:]:
        found = found.join(other)
    return found
