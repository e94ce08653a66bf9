"""Functions of histograms: quantiles and fractions of classic ones, parts of native ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import ANY, INF, Interval, span
from frontierkit.analysis.labelsets import drop, set_labels
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import (
    BUCKETS,
    NAMELESS,
    UNKNOWN,
    Series,
    each_branch,
    nothing,
)
from frontierkit.analysis.units import Unit
from frontierkit.dataclass import replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason
from frontierkit.promql.nodes import Call, String
from frontierkit.text import listed

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]


def _quantile(call: Call, walk: Walk) -> Series:
    """`histogram_quantile(φ, b)`."""
    if len(call.args) < 2:
        return UNKNOWN
    phi = walk.of(call.args[0]).range
    return each_branch(walk.of(call.args[1]), lambda side: _quantile_of(call, side, phi))


def _quantiles(call: Call, walk: Walk) -> Series:
    """`histogram_quantiles(b, label, φ…)` sets a label to the φ of each."""
    if len(call.args) < 3:
        return UNKNOWN
    name = call.args[1]
    ranges = [walk.of(arg).range for arg in call.args[2:]]
    phi = ranges[0]
    for other in ranges[1:]:
        phi = phi.join(other)
    why = because_of_call("`histogram_quantiles` sets it", call)

    def change(side: Series) -> Series:
        found = _quantile_of(call, side, phi)
        if not isinstance(name, String):
            return found._replace(labels=Labels())
        label = Label(Presence.ALWAYS, ANY_VALUE, why)
        return found._replace(labels=set_labels(found.labels, {name.value: label}))

    return each_branch(walk.of(call.args[0]), change)


def _quantile_of(call: Call, side: Series, phi: Interval) -> Series:
    low_high = bounds(side.labels.get("le"))
    within = phi.numbers().within(interval.ZERO_TO_ONE)
    range, why = ANY, None
    if phi.vacant:
        range, why = interval.NOTHING_BUT_NAN, because_of_call("no quantile is NaN", call)
    elif phi.constant is not None and not 0 <= phi.constant <= 1:
        range = Interval.only(math.copysign(INF, phi.constant)).or_nan()
        why = because_of_call("a quantile is between 0 and 1, others are infinite", call)
    elif within and low_high is not None and not side.maybe_native:
        low, high = low_high
        range = span(min(low, 0.0), max(high, low), nan=True)
        why = because_of_call(_greatest(call, side, high), call)
    return _from_buckets(call, side, range, side.observed, why)


def _greatest(call: Call, side: Series, high: float) -> str:
    families = dict.fromkeys(origin.family.name for origin in side.origins)
    over = f" over {listed(families)}" if families else ""
    return f"`{call.name}`{over} is at most {high:.12g}, its largest finite bucket"


def bounds(le: Label) -> tuple[float, float] | None:
    """Return the lowest and the largest finite bucket, if all buckets are known."""
    if le.presence is Presence.NEVER or le.values.finite is None:
        return None
    numbers = [_number(value) for value in le.values.finite]
    finite = [number for number in numbers if number is not None and math.isfinite(number)]
    return (min(finite), max(finite)) if finite else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _fraction(call: Call, walk: Walk) -> Series:
    """`histogram_fraction(lower, upper, b)` is a part of all observations."""
    if len(call.args) < 3:
        return UNKNOWN
    why = because_of_call("a fraction is between 0 and 1", call)

    def change(side: Series) -> Series:
        rising = side.type in BUCKETS and side.range.bottom >= 0
        range = Interval(0.0, 1.0) if rising else ANY
        return _from_buckets(call, side, range, units.RATIO, why if rising else None)

    return each_branch(walk.of(call.args[2]), change)


def _from_buckets(
    call: Call, side: Series, range: Interval, unit: Unit | None, why: Reason | None
) -> Series:
    """Return one value for all buckets that differ in `le` only."""
    gone = because_of_call(f"`{call.name}` drops `le`", call)
    found = side._replace(
        type="gauge" if side.type != "unknown" else "unknown",
        unit=unit,
        labels=drop(side.labels, ("le",), gone),
        range=range,
        empty=Presence.ALWAYS if side.empty is Presence.ALWAYS else Presence.MAYBE,
        names=NAMELESS,
        alternatives=(),
        observed=None,
        why_range=why,
    )
    le = side.labels.get("le")
    # The histograms of VictoriaMetrics have `vmrange` instead, which it understands.
    has_buckets = any(
        side.labels.get(name).presence is not Presence.NEVER for name in ("le", "vmrange")
    )
    if has_buckets or side.maybe_native:
        return found
    why = because_of_call(f"`{call.name}` needs `le`, which is not there", call)
    if le.why is not None:
        why = replace(le.why, text=f"`{call.name}` needs `le`, but {le.why.text}")
    return nothing(found, why)


def _part(range: Interval) -> FunctionTransfer:
    """Make the transfer of a function that takes a number out of native histograms."""

    def transfer(call: Call, walk: Walk) -> Series:
        def change(side: Series) -> Series:
            found = side._replace(
                type="unknown" if side.type == "unknown" else "gauge",
                unit=None,
                range=range,
                names=NAMELESS,
                empty=Presence.ALWAYS if side.empty is Presence.ALWAYS else Presence.MAYBE,
                alternatives=(),
                observed=None,
                why_range=None,
            )
            if side.maybe_native:
                return found
            text = f"`{call.name}` needs native histograms, and there are none"
            return nothing(found, because_of_call(text, call))

        return each_branch(walk.of(call.args[0]), change)

    return transfer


HISTOGRAMS: dict[str, FunctionTransfer] = {
    "histogram_quantile": _quantile,
    "histogram_quantiles": _quantiles,
    "histogram_fraction": _fraction,
    "histogram_count": _part(ANY),
    "histogram_sum": _part(ANY),
    "histogram_avg": _part(ANY),
    "histogram_stddev": _part(ANY),
    "histogram_stdvar": _part(ANY),
}
