"""Functions that change every value of a vector and leave its labels alone."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis import interval
from frontierkit.analysis.interval import ANY, INF, Interval, span
from frontierkit.analysis.ranges import arithmetic, truth, widen
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import (
    CUMULATIVE,
    NAMELESS,
    Series,
    each_branch,
    nothing,
    scalar,
)
from frontierkit.analysis.units import Unit
from frontierkit.labels import Presence
from frontierkit.promql.nodes import Call

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]


def mapped(call: Call, operand: Series, range: Interval, unit: Unit | None, type: str) -> Series:
    """Return a vector whose values a function has changed."""
    numbers_only = operand.empty is Presence.NEVER and operand.maybe_native
    why = operand.why_range
    if range != operand.range:
        why = None if range == ANY else because_of_call(_says(call, range), call)
    return operand._replace(
        type=type,
        unit=unit,
        range=range,
        names=NAMELESS,
        empty=Presence.MAYBE if numbers_only else operand.empty,
        alternatives=(),
        observed=operand.observed if type == operand.type else None,
        why_unit=operand.why_unit if unit is not None else None,
        why_range=why,
    )


def changed_type(operand: Series) -> str:
    """Return the type of changed values."""
    if operand.type == "unknown":
        return "unknown"
    return "aggregated_counter" if operand.type in CUMULATIVE else "gauge"


def _says(call: Call, range: Interval) -> str:
    return f"`{call.name}` yields {range}"


def _keeping_unit(ranges: Callable[[Interval], Interval]) -> FunctionTransfer:
    """Make a transfer of a function whose results have the unit of its argument."""

    def transfer(call: Call, walk: Walk) -> Series:
        def change(side: Series) -> Series:
            return mapped(call, side, ranges(side.range), side.unit, changed_type(side))

        return each_branch(walk.of(call.args[0]), change)

    return transfer


def _without_unit(ranges: Callable[[Interval], Interval]) -> FunctionTransfer:
    """Make a transfer of a function whose results have a unit of their own, or none."""

    def transfer(call: Call, walk: Walk) -> Series:
        def change(side: Series) -> Series:
            type = "unknown" if side.type == "unknown" else "gauge"
            return mapped(call, side, ranges(side.range), None, type)

        return each_branch(walk.of(call.args[0]), change)

    return transfer


def _abs(a: Interval) -> Interval:
    if a.vacant:
        return a
    low = 0.0 if a.bottom <= 0 <= a.top else min(abs(a.bottom), abs(a.top))
    return span(low, max(abs(a.bottom), abs(a.top)), integral=a.integral, nan=a.nan)


def _rounded(a: Interval, down: Callable[[float], float]) -> Interval:
    """Return whole numbers near `a`."""
    if a.vacant:
        return a
    low = a.bottom if math.isinf(a.bottom) else float(down(a.bottom))
    high = a.top if math.isinf(a.top) else float(down(a.top))
    found = span(low, high, integral=True, nan=a.nan)
    return found._replace(minus_zero=a.bottom < 0 or a.minus_zero)


def _ceil(a: Interval) -> Interval:
    return _rounded(a, math.ceil)


def _floor(a: Interval) -> Interval:
    return _rounded(a, math.floor)


def _sqrt(a: Interval) -> Interval:
    if a.vacant or a.top < 0:
        return interval.NOTHING_BUT_NAN
    low = math.sqrt(max(a.bottom, 0.0))
    high = INF if a.top == INF else math.sqrt(a.top)
    found = span(low, high, nan=a.nan or a.bottom < 0)
    return found._replace(minus_zero=a.signed_zero)


def _sign(a: Interval) -> Interval:
    if a.vacant:
        return a
    low = -1.0 if a.bottom < 0 else 0.0 if a.contains(0.0) else 1.0
    high = 1.0 if a.top > 0 else 0.0 if a.contains(0.0) else -1.0
    found = Interval(low, high, integral=True, nan=a.nan)
    return found._replace(minus_zero=a.signed_zero)


def _exp(a: Interval) -> Interval:
    if a.vacant:
        return a
    return widen(span(_exp_of(a.bottom), _exp_of(a.top), nan=a.nan), at_least=0.0)


def _exp_of(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return INF


def _logarithm(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    def ranges(a: Interval) -> Interval:
        if a.vacant or a.top < 0:
            return interval.NOTHING_BUT_NAN
        low = -INF if a.bottom <= 0 else INF if a.bottom == INF else function(a.bottom)
        high = INF if a.top == INF else -INF if a.top == 0 else function(a.top)
        return widen(span(low, high, nan=a.nan or a.bottom < 0))

    return ranges


def _within(low: float, high: float, only: Interval = ANY) -> Callable[[Interval], Interval]:
    """Make a range function of bounds that hold always; outside of `only` it is NaN."""

    def ranges(a: Interval) -> Interval:
        return widen(span(low, high, nan=a.nan or not a.within(only)), low, high)

    return ranges


def _waves(a: Interval) -> Interval:
    return Interval(-1.0, 1.0, nan=a.nan or not a.finite)


def _anything(a: Interval) -> Interval:
    return ANY


def _times(factor: float) -> Callable[[Interval], Interval]:
    return lambda a: widen(arithmetic("*", a, Interval.only(factor)))


def _clamp(call: Call, walk: Walk) -> Series:
    """`clamp(v, min, max)` is empty where the bounds cross."""
    operand, low, high = (walk.of(arg) for arg in call.args[:3])
    crossed = truth("<", high.range, low.range)

    def change(side: Series) -> Series:
        range = _clamped(side.range, low.range, high.range)
        found = mapped(call, side, range, side.unit, changed_type(side))
        if crossed is Presence.ALWAYS:
            return nothing(found, because_of_call("the bounds cross, so nothing is left", call))
        sure = crossed is Presence.NEVER or found.empty is not Presence.NEVER
        return found if sure else found._replace(empty=Presence.MAYBE)

    return each_branch(operand, change)


def _clamp_min(call: Call, walk: Walk) -> Series:
    low = walk.of(call.args[1]).range
    return _clamp_between(call, walk, low, Interval.only(INF))


def _clamp_max(call: Call, walk: Walk) -> Series:
    high = walk.of(call.args[1]).range
    return _clamp_between(call, walk, Interval.only(-INF), high)


def _clamp_between(call: Call, walk: Walk, low: Interval, high: Interval) -> Series:
    def change(side: Series) -> Series:
        return mapped(call, side, _clamped(side.range, low, high), side.unit, changed_type(side))

    return each_branch(walk.of(call.args[0]), change)


def _clamped(a: Interval, low: Interval, high: Interval) -> Interval:
    """Return `max(low, min(high, a))`."""
    return greatest(low, least(high, a))


def least(a: Interval, b: Interval) -> Interval:
    """Return the smaller of two values; NaN if either is, unless the other is -Inf."""
    if a.vacant or b.vacant:
        lowest = min((side.bottom for side in (a, b) if not side.vacant), default=INF)
        return Interval.only(-INF).or_nan() if lowest == -INF else interval.NOTHING_BUT_NAN
    low, low_open = min((a.bottom, a.low_open), (b.bottom, b.low_open))
    high, closed = min((a.top, not a.high_open), (b.top, not b.high_open))
    return _between(low, low_open, high, not closed, a, b)


def greatest(a: Interval, b: Interval) -> Interval:
    """Return the greater of two values; NaN if either is, unless the other is +Inf."""
    if a.vacant or b.vacant:
        highest = max((side.top for side in (a, b) if not side.vacant), default=-INF)
        return Interval.only(INF).or_nan() if highest == INF else interval.NOTHING_BUT_NAN
    low, low_open = max((a.bottom, a.low_open), (b.bottom, b.low_open))
    high, closed = max((a.top, not a.high_open), (b.top, not b.high_open))
    return _between(low, low_open, high, not closed, a, b)


def _between(
    low: float, low_open: bool, high: float, high_open: bool, a: Interval, b: Interval
) -> Interval:
    """Return an interval whose values are all values of `a` or of `b`."""
    return Interval(
        None if low == -INF else low,
        None if high == INF else high,
        _whole(a) and _whole(b),
        a.nan or b.nan,
        low_open and low != -INF,
        high_open and high != INF,
        a.signed_zero or b.signed_zero,
    )


def _whole(a: Interval) -> bool:
    """Return whether every finite value is a whole number, or there is none."""
    return a.integral or (a.constant is not None and math.isinf(a.constant))


def _round(call: Call, walk: Walk) -> Series:
    """`round(v, to)` rounds to multiples, half of them upwards."""
    nearest = interval.ONE if len(call.args) < 2 else walk.of(call.args[1]).range

    def change(side: Series) -> Series:
        range = _rounded_to(side.range, nearest)
        return mapped(call, side, range, side.unit, changed_type(side))

    return each_branch(walk.of(call.args[0]), change)


def _rounded_to(a: Interval, nearest: Interval) -> Interval:
    to = nearest.constant
    if to is None or to <= 0 or not math.isfinite(to):
        return ANY
    if to == 1:
        return _rounded(a, lambda value: math.floor(value + 0.5))
    if a.vacant:
        return a
    inverse = 1.0 / to
    scaled = [end * inverse + 0.5 for end in (a.bottom, a.top)]
    low, high = (end if math.isinf(end) else math.floor(end) / inverse for end in scaled)
    return span(low, high, nan=a.nan)._replace(minus_zero=a.bottom < 0 or a.minus_zero)


def _sorted(call: Call, walk: Walk) -> Series:
    """`sort` and its like change the order only; they leave out native histograms."""
    operand = walk.of(call.args[0])
    if operand.empty is Presence.NEVER and operand.maybe_native:
        return operand._replace(empty=Presence.MAYBE)
    return operand


def _sorted_by_label(call: Call, walk: Walk) -> Series:
    return walk.of(call.args[0])


def _min_of(call: Call, walk: Walk) -> Series:
    sides = [walk.of(arg).range for arg in call.args]
    return scalar(least(*sides[:2]) if len(sides) > 1 else ANY)


def _max_of(call: Call, walk: Walk) -> Series:
    sides = [walk.of(arg).range for arg in call.args]
    return scalar(greatest(*sides[:2]) if len(sides) > 1 else ANY)


_HALF = math.pi / 2
ELEMENTWISE: dict[str, FunctionTransfer] = {
    "abs": _keeping_unit(_abs),
    "ceil": _keeping_unit(_ceil),
    "floor": _keeping_unit(_floor),
    "round": _round,
    "clamp": _clamp,
    "clamp_min": _clamp_min,
    "clamp_max": _clamp_max,
    "sgn": _without_unit(_sign),
    "sqrt": _without_unit(_sqrt),
    "exp": _without_unit(_exp),
    "ln": _without_unit(_logarithm(math.log)),
    "log2": _without_unit(_logarithm(math.log2)),
    "log10": _without_unit(_logarithm(math.log10)),
    "sin": _without_unit(_waves),
    "cos": _without_unit(_waves),
    "tan": _without_unit(_anything),
    "asin": _without_unit(_within(-_HALF, _HALF, Interval(-1.0, 1.0))),
    "acos": _without_unit(_within(0.0, math.pi, Interval(-1.0, 1.0))),
    "atan": _without_unit(_within(-_HALF, _HALF)),
    "sinh": _without_unit(_anything),
    "cosh": _without_unit(_within(1.0, INF)),
    "tanh": _without_unit(_within(-1.0, 1.0)),
    "asinh": _without_unit(_anything),
    "acosh": _without_unit(_within(0.0, INF, Interval(1.0))),
    "atanh": _without_unit(_anything),
    "rad": _without_unit(_times(math.pi / 180)),
    "deg": _without_unit(_times(180 / math.pi)),
    "sort": _sorted,
    "sort_desc": _sorted,
    "sort_by_label": _sorted_by_label,
    "sort_by_label_desc": _sorted_by_label,
    "min_of": _min_of,
    "max_of": _max_of,
}
