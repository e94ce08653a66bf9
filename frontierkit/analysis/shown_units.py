"""Which unit each query of a panel is shown in, as far as that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.points import surely_point
from frontierkit.analysis.units import SECONDS, Unit, per_other_time
from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Override, Panel, Target
from frontierkit.model.location import Passage
from frontierkit.model.query import Query

OF_VALUES = frozenset(
    ("timeseries", "graph", "stat", "singlestat", "gauge", "bargauge", "piechart",
     "grafana-piechart-panel", "barchart", "table", "table-old", "state-timeline")
)  # fmt: skip
"""Kinds of panels that show the values of a query in the panel's unit."""
HARMLESS = frozenset(
    ("organize", "sortBy", "limit", "filterFieldsByName", "filterByRefId", "renameByRegex",
     "merge", "joinByField", "seriesToColumns", "seriesToRows", "labelsToFields",
     "filterByValue", "reduce", "concatenate")
)  # fmt: skip
"""Transformations that leave the values as they are."""
OF_THE_SAME_UNIT = frozenset(
    ("lastNotNull", "last", "firstNotNull", "first", "mean", "min", "max", "median", "range",
     "delta", "diff", "logmin", "allValues", "sum", "total", "avg", "current")
)  # fmt: skip
"""What a panel can make one number of that has the unit of all."""

PER_SECOND = (("seconds", -1),)


@dataclass(frozen=True, slots=True)
class Shown:
    """A query of a panel, the unit of its values, and the name of the unit it is shown in.

    `point`: the values are sure to be points in time.
    """

    panel: Panel
    query: Query
    unit: Unit
    point: bool
    shown: str
    at: Passage


@dataclass(frozen=True, slots=True)
class InUnit:
    """A query of a panel, and the name of the unit that it is shown in."""

    query: Query
    shown: Passage


def shown_units(panel: Panel, facts: Facts) -> Iterator[Shown]:
    """Yield the queries of a panel whose own unit is known, with the unit that the panel has."""
    for target in targets_in_units(panel):
        query, named = target.query, target.shown
        unit, root = facts.series(query).unit, facts.syntax(query).expr
        if unit is not None and root is not None:
            yield Shown(panel, query, unit, surely_point(query, root, facts), named.text, named)


def targets_in_units(panel: Panel) -> Iterator[InUnit]:
    """Yield the queries of a panel whose values it shows as they are, in a unit that is sure."""
    if panel.kind not in OF_VALUES or _changed(panel):
        return
    for target in panel.targets:
        if target.query is not None and not target.hidden and target.format != "heatmap":
            named = _unit_of(panel, target)
            if named is not None:
                yield InUnit(target.query, named)


def _changed(panel: Panel) -> bool:
    """Return whether something other than the query may set the values or hide them."""
    if any(not t.disabled and t.kind not in HARMLESS for t in panel.transformations):
        return True
    reduce = panel.options.get("reduceOptions")
    calculations = reduce.get("calcs") if isinstance(reduce, dict) else None
    if isinstance(calculations, list) and not OF_THE_SAME_UNIT.issuperset(map(str, calculations)):
        return True
    return panel.options.get("textMode") == "name"


def _unit_of(panel: Panel, target: Target) -> Passage | None:
    """Return the unit that a query's values are shown in; None where that is not sure."""
    found = panel.unit
    for override in panel.overrides:
        unit = override.properties.get("unit")
        if unit is None:
            continue
        covers = _covers(override, target)
        if covers is None:
            return None
        if covers:
            found = Passage(str(unit), override.place, (*panel.trail, "unit"))
    return found


def _covers(override: Override, target: Target) -> bool | None:
    """Return whether an override is about the fields of a query; None where that is not sure."""
    option = override.option.text if override.option is not None else None
    if option is None or "$" in option:
        return None
    if override.matcher == "byFrameRefID":
        return option == target.ref_id
    name = target.legend.text if target.legend is not None else ""
    if not name or "{{" in name or "$" in name or name == "__auto":
        return None
    if override.matcher == "byName" or (override.matcher == "byAlias" and option[:1] != "/"):
        return option == name
    if override.matcher not in ("byRegexp", "byAlias"):
        return None
    try:
        return re.search(option.strip("/"), name) is not None
    except re.error:
        return None


def differs(unit: Unit, shown: Unit) -> bool:
    """Return whether a unit is shown as one of another dimension."""
    if unit.physical != shown.physical:
        doubtful = _per_minute(unit, shown) or is_time_per_time(unit, shown) or per_other_time(unit)
        return not doubtful
    return not unit.physical and unit.things > 0 and shown.dimensionless


def comparable(unit: Unit, shown: Unit) -> bool:
    """Return whether a unit and the one it is shown as may differ in scale only."""
    if unit.physical != shown.physical or unit.point != shown.point:
        return False
    return bool(unit.physical) or (unit.dimensionless and shown.dimensionless)


def is_time_per_time(unit: Unit, shown: Unit) -> bool:
    """Return whether seconds per second, which are no unit, are shown as seconds."""
    return unit.dimensionless and shown.physical == SECONDS.physical and not shown.point


def _per_minute(unit: Unit, shown: Unit) -> bool:
    """Return whether something counted is shown per minute: it may be what a minute brought."""
    return not unit.physical and shown.physical == PER_SECOND and shown.scale < 1
