"""Functions of time: what the clock says, and what a point in time is in a calendar."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.elementwise import mapped
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import Series, each_branch, scalar, unlabelled
from frontierkit.labels import Presence
from frontierkit.promql.nodes import Call

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]


def _pi(call: Call, walk: Walk) -> Series:
    return scalar(Interval.only(math.pi))


def _time(call: Call, walk: Walk) -> Series:
    why = because_of_call("it counts seconds since 1970", call)
    return scalar(interval.ZERO_OR_MORE, why, units.UNIX_SECONDS, "timestamp")


def _duration(call: Call, walk: Walk) -> Series:
    why = because_of_call(f"`{call.name}` is a duration", call)
    return scalar(interval.ZERO_OR_MORE, why, units.SECONDS)


def _timestamp(call: Call, walk: Walk) -> Series:
    def change(side: Series) -> Series:
        return mapped(call, side, interval.ZERO_OR_MORE, units.UNIX_SECONDS, "timestamp")

    return each_branch(walk.of(call.args[0]), change)


def _start_timestamp(call: Call, walk: Walk) -> Series:
    found = _timestamp(call, walk)
    empty = Presence.MAYBE if found.empty is Presence.NEVER else found.empty
    return found._replace(empty=empty)


def _calendar(low: float | None, high: float | None) -> FunctionTransfer:
    """Make the transfer of a function that takes a part of a date."""
    possible = Interval(low, high, integral=True, nan=False)

    def transfer(call: Call, walk: Walk) -> Series:
        why = because_of_call(f"`{call.name}` is within {possible}", call)
        if not call.args:
            return unlabelled(possible, why)._replace(empty=Presence.NEVER)

        def change(side: Series) -> Series:
            # NaN and infinities become some date or other, the year not a sensible one.
            return mapped(call, side, possible, None, "gauge" if side.known else "unknown")

        return each_branch(walk.of(call.args[0]), change)

    return transfer


CLOCKS: dict[str, FunctionTransfer] = {
    "pi": _pi,
    "time": _time,
    "start": _time,
    "end": _time,
    "step": _duration,
    "range": _duration,
    "timestamp": _timestamp,
    "start_timestamp": _start_timestamp,
    "minute": _calendar(0, 59),
    "hour": _calendar(0, 23),
    "day_of_week": _calendar(0, 6),
    "day_of_month": _calendar(1, 31),
    "day_of_year": _calendar(1, 366),
    "days_in_month": _calendar(28, 31),
    "month": _calendar(1, 12),
    "year": _calendar(None, None),
}
