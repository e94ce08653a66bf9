"""What a catalog's claims about a stored series say of its type, unit and values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.labelsets import set_labels
from frontierkit.analysis.series import Series
from frontierkit.labels import Label, Labels, Presence, Reason, Values

if TYPE_CHECKING:
    from frontierkit.catalog.world import Stored

TYPE_OF_ROLE = {"bucket": "bucket", "sum": "sum", "count": "count", "quantile": "summary"}
GAUGE = interval.ANY
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
    if type == "gauge" and unit is not None and unit.point:
        type = "timestamp"
    range, why = _range(name, type, family.unit)
    counts = type in ("bucket", "count")
    return Series(
        type=type,
        unit=units.COUNT if counts else unit,
        labels=_implied(stored.labels, type),
        range=range,
        names=frozenset((name,)),
        origins=(stored,),
        observed=unit if type == "bucket" else None,
        why_type=Reason(f"`{family.name}` is a {family.type} in the catalog of {stored.exporter}"),
        why_unit=None if unit is None else Reason(f"`{family.name}` is in {family.unit}"),
        why_range=why,
    )


def unknown_series(name: str | None) -> Series:
    """Return what is known of a name that no catalog and no rule describes."""
    range = RANGE_OF_NAME.get(name or "", interval.ANY)
    names = None if name is None else frozenset((name,))
    return Series(names=names, range=range)


def rename_record(series: Series, name: str) -> Series:
    """Return a recorded result as it is stored: under the rule's name."""
    return series._replace(names=frozenset((name,)), empty=_stored_empty(series), alternatives=())


def _stored_empty(series: Series) -> Presence:
    """Return whether what a rule records can be found: there is a while before it is."""
    return Presence.ALWAYS if series.empty is Presence.ALWAYS else Presence.MAYBE


def _range(name: str, type: str, unit: str | None) -> tuple[Interval, Reason | None]:
    by_name = RANGE_OF_NAME.get(name)
    if by_name is not None:
        return by_name, Reason(f"Prometheus writes `{name}`, which is {_spelled(by_name)}")
    by_type = RANGE_OF_TYPE.get(type)
    if by_type is not None:
        return by_type, Reason(f"`{name}` is {_spelled(by_type)}: {WHY_RANGE_OF_TYPE[type]}")
    by_unit = RANGE_OF_UNIT.get(unit or "") if type == "gauge" else None
    if by_unit is not None:
        return by_unit, Reason(f"`{name}` is a {unit}: {_spelled(by_unit)}")
    return GAUGE, None


def _spelled(range: Interval) -> str:
    if range == interval.ONE:
        return "always 1"
    if range == interval.ZERO_OR_ONE:
        return "0 or 1"
    return f"between {range.low:g} and {range.high:g}" if range.high else "never negative"


def _implied(labels: Labels, type: str) -> Labels:
    """Return the labels with `le` or `quantile`, which a catalog does not list."""
    implied = {"bucket": "le", "summary": "quantile"}.get(type)
    if implied is None or implied in labels.named:
        return _both_spellings(labels, implied)
    return set_labels(labels, {implied: Label(Presence.ALWAYS)})


def _both_spellings(labels: Labels, name: str | None) -> Labels:
    """Return labels where whole bounds are spelled as every client library may spell them.

    Prometheus 3 stores `1.0`; before it, what was exposed was stored, which may be `1`.
    """
    label = None if name is None else labels.named.get(name)
    if name is None or label is None or label.values.finite is None:
        return labels
    spelled = frozenset(s for value in label.values.finite for s in _spellings(value))
    return set_labels(labels, {name: replace(label, values=Values(spelled))})


def _spellings(value: str) -> tuple[str, ...]:
    try:
        number = float(value)
    except ValueError:
        return (value,)
    if not number.is_integer() or abs(number) >= 1e15:
        return (value,)
    mantissa, exponent = f"{number:.16e}".split("e")
    shortest = f"{mantissa.rstrip('0').rstrip('.')}e{exponent}"
    return (value, str(int(number)), f"{int(number)}.0", shortest)
