"""What a catalog's claims about a stored series say of its type, unit and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.series import Series
from frontierkit.labels import Reason

if TYPE_CHECKING:
    from frontierkit.catalog.world import Stored

TYPE_OF_ROLE = {"bucket": "bucket", "sum": "sum", "count": "count", "quantile": "summary"}
RANGE_OF_TYPE: dict[str, Interval] = {
    "counter": interval.ZERO_OR_MORE,
    "bucket": interval.WHOLE_FROM_ZERO,
    "count": interval.WHOLE_FROM_ZERO,
    "info": interval.ONE,
    "stateset": interval.ZERO_OR_ONE,
}
RANGE_OF_NAME: dict[str, Interval] = {
    "up": interval.ZERO_OR_ONE,
    "ALERTS": interval.ONE,
    "scrape_duration_seconds": interval.ZERO_OR_MORE,
    "scrape_samples_scraped": interval.WHOLE_FROM_ZERO,
    "scrape_samples_post_metric_relabeling": interval.WHOLE_FROM_ZERO,
    "scrape_series_added": interval.WHOLE_FROM_ZERO,
}
"""What Prometheus itself writes about every scrape and every alert."""
RANGE_OF_UNIT: dict[str, Interval] = {
    "ratio": Interval(0.0, 1.0),
    "percent": Interval(0.0, 100.0),
}
"""What a catalog says with these words about a gauge."""
NO_SHARE = re.compile(
    "frag|rss|adjust|multipl|allocat|compress|effic|amplif|factor|commit|load|fan|cpu"
)
"""Words for quotients that exceed 1, although catalogs call them a ratio."""
SINCE_1970 = re.compile(
    "timestamp|_ts_seconds$|(start|boot|last|created|expiry)_time_seconds$|^node_time_seconds$"
)
"""Names of points in time, although catalogs call them seconds."""
SPEED = re.compile("(speed|bandwidth|throughput)_(bytes|bits)$")
"""Names of what is per second, although catalogs call it an amount."""
WHY_RANGE_OF_TYPE = {
    "counter": "a counter is never negative",
    "bucket": "a bucket counts observations",
    "count": "it counts observations",
    "info": "an info metric is always 1",
    "stateset": "a state is 0 or 1",
}


def stored_series(name: str, stored: Stored) -> Series:
    """Return what is known of the series called `name` that an exporter exposes."""
    family, role = stored.family, stored.role
    type = TYPE_OF_ROLE.get(role, family.type)
    unit = units.unit(family.unit)
    if type == "gauge" and unit is None and name.endswith("_info"):
        type = "info"  # most client libraries have no type for it, and expose a gauge
    if type == "gauge" and unit == units.SECONDS and SINCE_1970.search(name):
        unit = units.UNIX_SECONDS
    if type == "gauge" and unit is not None and SPEED.search(name) and "/" not in unit.word:
        unit = unit.per(units.SECONDS)
    if type == "gauge" and unit is not None and unit.point:
        type = "timestamp"
    range, why = _range(name, type, family.unit)
    counts = type in ("bucket", "count")
    return Series(
        type=type,
        unit=units.COUNT if counts else unit,
        labels=stored.labels,
        range=range,
        names=frozenset((name,)),
        origins=(stored,),
        observed=unit if type == "bucket" else None,
        why_type=Reason(
            f"`{family.name}` is a {family.type} in the catalog `{stored.exporter.name}`"
        ),
        why_unit=None if unit is None else Reason(f"`{family.name}` is in {family.unit}"),
        why_range=why,
    )


def unknown_series(name: str | None) -> Series:
    """Return what is known of a name that no catalog and no rule describes."""
    range = RANGE_OF_NAME.get(name or "", interval.ANY)
    names = None if name is None else frozenset((name,))
    return Series(names=names, range=range)


def _range(name: str, type: str, unit: str | None) -> tuple[Interval, Reason | None]:
    by_name = RANGE_OF_NAME.get(name)
    if by_name is not None:
        return by_name, Reason(f"Prometheus writes `{name}`, which is {_spelled(by_name)}")
    by_type = RANGE_OF_TYPE.get(type)
    if by_type is not None:
        return by_type, Reason(f"`{name}` is {_spelled(by_type)}: {WHY_RANGE_OF_TYPE[type]}")
    by_unit = RANGE_OF_UNIT.get(unit or "") if type == "gauge" else None
    if by_unit is not None and NO_SHARE.search(name):
        return interval.ZERO_OR_MORE, Reason(f"`{name}` is never negative: it is a quotient")
    if by_unit is not None:
        called = {"percent": "a percentage"}.get(unit or "", f"a {unit}")
        return by_unit, Reason(f"`{name}` is {called}: {_spelled(by_unit)}")
    return interval.ANY, None


def _spelled(range: Interval) -> str:
    if range == interval.ONE:
        return "always 1"
    if range == interval.ZERO_OR_ONE:
        return "0 or 1"
    return f"between {range.low:g} and {range.high:g}" if range.high else "never negative"
