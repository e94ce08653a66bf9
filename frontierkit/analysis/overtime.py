"""Functions of range vectors: one value for each series, made of its samples in a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import ANY, INF, Interval
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import MARKERS, NAMELESS, VECTOR, Series, each_branch
from frontierkit.analysis.units import SECONDS, Unit
from frontierkit.dataclass import replace
from frontierkit.labels import Presence, Reason
from frontierkit.promql import MATRIX, Node
from frontierkit.promql.nodes import Call
from frontierkit.text import listed

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]
OF_CPU_TIME = frozenset(("cpu", "mode"))
"""Labels of a counter of seconds that tell the CPUs apart, and what each did."""
CPU_SECONDS_PER_SECOND = Interval(0.0, 1.05)
"""A second per second, and a little more: `rate` extrapolates."""
Shape = Callable[[Call, Series, "Walk"], Series]


def _over_time(shape: Shape) -> FunctionTransfer:
    """Make the transfer of a function that yields a number for each series of a range vector."""

    def transfer(call: Call, walk: Walk) -> Series:
        window = _window(call)
        if window is None:
            return Series()
        return each_branch(walk.of(window), lambda side: shape(call, side, walk))

    return transfer


def _window(call: Call) -> Node | None:
    """Return the argument that is a range vector."""
    return next((arg for arg in call.args if arg.type == MATRIX), None)


def _yields(
    operand: Series,
    type: str,
    range: Interval,
    unit: Unit | None,
    why: Reason | None = None,
    observed: Unit | None = None,
) -> Series:
    """Return a number for each series, which keeps its labels and loses its name."""
    empty = Presence.ALWAYS if operand.empty is Presence.ALWAYS else Presence.MAYBE
    return operand._replace(
        kind=VECTOR,
        type=type,
        unit=unit,
        range=range,
        names=NAMELESS,
        empty=empty,
        alternatives=(),
        observed=observed,
        why_unit=operand.why_unit if unit is not None else None,
        why_range=why,
    )


def _rate(call: Call, operand: Series, walk: Walk) -> Series:
    """`rate` and `irate`: per second, and never negative where the counter is not."""
    found = _increasing(call, operand, _per_second(operand.unit))
    if not _is_cpu_time(operand):
        return found
    names = listed(dict.fromkeys(origin.name for origin in operand.origins))
    text = f"{names} counts the seconds of one CPU in one mode, at most one per second"
    why = because_of_call(text, call)
    return found._replace(range=found.range.meet(CPU_SECONDS_PER_SECOND), why_range=why)


def _is_cpu_time(operand: Series) -> bool:
    """Return whether each series is the time that one CPU has spent in one mode."""
    return bool(operand.origins and operand.type == "counter") and all(
        origin.family.unit == "seconds" and (origin.family.labels or {}).keys() >= OF_CPU_TIME
        for origin in operand.origins
    )


def _increase(call: Call, operand: Series, walk: Walk) -> Series:
    return _increasing(call, operand, _difference(operand.unit))


def _increasing(call: Call, operand: Series, unit: Unit | None) -> Series:
    if _constant(operand):
        return _unchanged(call, operand, _rated_type(operand), unit)
    if operand.range.bottom < 0:
        return _yields(operand, _rated_type(operand), ANY, unit, None, operand.observed)
    why = because_of_call(f"`{call.name}` of what is never negative is never negative", call)
    # A counter that is unbounded is not infinite: no process counts that far.
    infinite = not operand.range.finite and not operand.cumulative
    range = Interval(0.0, nan=operand.range.nan or infinite)
    return _yields(operand, _rated_type(operand), range, unit, why, operand.observed)


def _rated_type(operand: Series) -> str:
    if operand.type in ("bucket", "aggregated_bucket", "bucket_rate"):
        return "bucket_rate"
    return operand.type if operand.type in ("unknown", "histogram") else "gauge"


def _per_second(unit: Unit | None) -> Unit | None:
    plain = _difference(unit)
    return None if plain is None else plain.per(SECONDS)


def _difference(unit: Unit | None) -> Unit | None:
    """Return the unit of a difference, which is no point in time."""
    return unit if unit is None or not unit.point else replace(unit, point=False)


def _delta(call: Call, operand: Series, walk: Walk) -> Series:
    if _constant(operand):
        return _unchanged(call, operand, _rated_type(operand), _difference(operand.unit))
    return _yields(operand, _rated_type(operand), ANY, _difference(operand.unit))


def _slope(call: Call, operand: Series, walk: Walk) -> Series:
    if _constant(operand):
        return _unchanged(call, operand, "gauge", _per_second(operand.unit))
    return _yields(operand, _fitted_type(operand), ANY, _per_second(operand.unit))


def _predicted(call: Call, operand: Series, walk: Walk) -> Series:
    return _yields(operand, _fitted_type(operand), ANY, operand.unit)


def _fitted_type(operand: Series) -> str:
    """Return the type of what a line through the samples says, which may fall."""
    return "gauge" if operand.cumulative else _plain_type(operand)


def _plain_type(operand: Series) -> str:
    kept = ("unknown", "timestamp", "summary", "bool", "info", "stateset", "bucket_rate")
    if operand.type in kept:
        return operand.type
    if operand.type in ("bucket", "aggregated_bucket"):
        return "aggregated_bucket"
    return "aggregated_counter" if operand.cumulative else "gauge"


def _sampled(call: Call, operand: Series, walk: Walk) -> Series:
    """`max_over_time` and `min_over_time` yield one of the samples."""
    return _yields(
        operand,
        _plain_type(operand),
        operand.range,
        operand.unit,
        operand.why_range,
        operand.observed,
    )


def _averaged(call: Call, operand: Series, walk: Walk) -> Series:
    range = operand.range.fractional()._replace(low_open=False, high_open=False)
    both = operand.range.bottom == -INF and operand.range.top == INF
    type = "gauge" if operand.type in MARKERS else _plain_type(operand)
    return _yields(
        operand, type, range.or_nan(both), operand.unit, operand.why_range, operand.observed
    )


def _summed(call: Call, operand: Series, walk: Walk) -> Series:
    found = operand.range
    low = None if found.bottom < 0 else found.low
    high = None if found.top > 0 else found.high
    both = found.bottom == -INF and found.top == INF
    range = Interval(low, high, found.integral, found.nan or both, minus_zero=found.signed_zero)
    unit = None if operand.unit is not None and operand.unit.point else operand.unit
    type = "gauge" if operand.type in MARKERS else _plain_type(operand)
    return _yields(operand, type, range, unit, observed=operand.observed)


def _quantile(call: Call, operand: Series, walk: Walk) -> Series:
    phi = walk.of(call.args[0]).range
    if not phi.within(interval.ZERO_TO_ONE):
        return _yields(operand, _plain_type(operand), ANY, operand.unit)
    averaged = _averaged(call, operand, walk)
    return averaged._replace(range=averaged.range.or_nan(phi.nan or not operand.range.finite))


def _deviation(call: Call, operand: Series, walk: Walk) -> Series:
    unit = _difference(operand.unit)
    if unit is not None and call.name == "stdvar_over_time":
        unit = unit.squared()
    nan = operand.range.nan or not operand.range.finite
    why = because_of_call(f"`{call.name}` is never negative", call)
    return _yields(operand, "gauge", Interval(0.0, nan=nan), unit, why)


def _distance(call: Call, operand: Series, walk: Walk) -> Series:
    """`mad_over_time` is the median distance from the median."""
    nan = operand.range.nan or not operand.range.finite
    why = because_of_call("a distance is never negative", call)
    return _yields(operand, "gauge", Interval(0.0, nan=nan), _difference(operand.unit), why)


def _counted(call: Call, operand: Series, walk: Walk) -> Series:
    why = because_of_call("there is at least one sample where there is a result", call)
    return _yields(operand, "gauge", interval.WHOLE_FROM_ONE, units.COUNT, why)


def _changes(call: Call, operand: Series, walk: Walk) -> Series:
    if _constant(operand):
        return _unchanged(call, operand, "gauge", units.COUNT)
    why = because_of_call(f"`{call.name}` counts", call)
    return _yields(operand, "gauge", interval.WHOLE_FROM_ZERO, units.COUNT, why)


def _constant(operand: Series) -> bool:
    """Return whether all samples are the same number."""
    return operand.range.constant is not None and operand.range.finite


def _unchanged(call: Call, operand: Series, type: str, unit: Unit | None) -> Series:
    """Return how much changes of what is always the same: another value is another series."""
    names = dict.fromkeys(origin.name for origin in operand.origins)
    always = f"always {operand.range.constant:g}"
    what = f"{listed(names)} is {always}" if names else f"the argument is {always}"
    why = because_of_call(f"`{call.name}` is always 0 here: {what}", call)
    return _yields(operand, type, Interval.only(0.0), unit, why)


def _present(call: Call, operand: Series, walk: Walk) -> Series:
    why = because_of_call("`present_over_time` is always 1", call)
    return _yields(operand, "info", interval.ONE, None, why)


def _picked(call: Call, operand: Series, walk: Walk) -> Series:
    """`last_over_time` and `first_over_time` yield a sample as it is, name included."""
    empty = Presence.ALWAYS if operand.empty is Presence.ALWAYS else Presence.MAYBE
    return operand._replace(kind=VECTOR, empty=empty, alternatives=())


def _moment(call: Call, operand: Series, walk: Walk) -> Series:
    """`ts_of_…` yields the time of a sample."""
    return _yields(operand, "timestamp", interval.ZERO_OR_MORE, units.UNIX_SECONDS)


OVER_TIME: dict[str, FunctionTransfer] = {
    "rate": _over_time(_rate),
    "irate": _over_time(_rate),
    "increase": _over_time(_increase),
    "delta": _over_time(_delta),
    "idelta": _over_time(_delta),
    "deriv": _over_time(_slope),
    "predict_linear": _over_time(_predicted),
    "double_exponential_smoothing": _over_time(_predicted),
    "holt_winters": _over_time(_predicted),
    "resets": _over_time(_changes),
    "changes": _over_time(_changes),
    "count_over_time": _over_time(_counted),
    "present_over_time": _over_time(_present),
    "last_over_time": _over_time(_picked),
    "first_over_time": _over_time(_picked),
    "max_over_time": _over_time(_sampled),
    "min_over_time": _over_time(_sampled),
    "mad_over_time": _over_time(_distance),
    "avg_over_time": _over_time(_averaged),
    "sum_over_time": _over_time(_summed),
    "quantile_over_time": _over_time(_quantile),
    "stddev_over_time": _over_time(_deviation),
    "stdvar_over_time": _over_time(_deviation),
    "ts_of_first_over_time": _over_time(_moment),
    "ts_of_last_over_time": _over_time(_moment),
    "ts_of_max_over_time": _over_time(_moment),
    "ts_of_min_over_time": _over_time(_moment),
}
