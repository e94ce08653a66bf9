"""What arithmetic and comparison make of intervals: sound for floats, infinities and NaN."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from frontierkit.analysis.interval import (
    ANY,
    INF,
    NOTHING,
    NOTHING_BUT_NAN,
    Interval,
    span,
)
from frontierkit.labels import Presence

EXACT = 2.0**53
"""Whole numbers up to here are floats, and arithmetic on them is exact."""


def arithmetic(op: str, a: Interval, b: Interval) -> Interval:
    """Return the values of `a op b`; anything for an operator that is not known."""
    operation = OPERATIONS.get(op)
    if operation is None:
        return ANY
    if a.vacant or b.vacant:
        # Only `^` makes a number of NaN: 1 ^ NaN and NaN ^ 0 are 1.
        return ANY if op == "^" and not (a.impossible or b.impossible) else NOTHING_BUT_NAN
    return operation(a, b)


def add(a: Interval, b: Interval) -> Interval:
    """Return the values of `a + b`."""
    cancels = (a.top == INF and b.bottom == -INF) or (a.bottom == -INF and b.top == INF)
    low, high = _plus(a.bottom, b.bottom, -INF), _plus(a.top, b.top, INF)
    whole = a.integral and b.integral
    found = span(low, high, integral=whole, nan=a.nan or b.nan or cancels)
    return _with_minus_zero(found, a.signed_zero and b.signed_zero)


def subtract(a: Interval, b: Interval) -> Interval:
    """Return the values of `a - b`."""
    found = add(a, negate(b)._replace(minus_zero=False))
    return _with_minus_zero(found, a.signed_zero)


def multiply(a: Interval, b: Interval) -> Interval:
    """Return the values of `a * b`."""
    corners = [_times(x, y) for x in (a.bottom, a.top) for y in (b.bottom, b.top)]
    undefined = (_has_zero(a) and not b.finite) or (_has_zero(b) and not a.finite)
    whole = a.integral and b.integral
    found = span(min(corners), max(corners), integral=whole, nan=a.nan or b.nan or undefined)
    return _with_minus_zero(found, _may_be_negative(a) or _may_be_negative(b))


def divide(a: Interval, b: Interval) -> Interval:
    """Return the values of `a / b`; division by zero is infinite, or NaN."""
    nan = a.nan or b.nan or (_has_zero(a) and _has_zero(b)) or not (a.finite or b.finite)
    if b.bottom < 0 < b.top or (_has_zero(b) and b.signed_zero):
        return Interval(nan=nan)
    corners = [_over(x, y) for x in (a.bottom, a.top) for y in (b.bottom, b.top)]
    found = span(min(corners), max(corners), nan=nan)
    return _with_minus_zero(found, _may_be_negative(a) or _may_be_negative(b))


def modulo(a: Interval, b: Interval) -> Interval:
    """Return the values of `a % b`, whose sign is that of `a`."""
    nan = a.nan or b.nan or _has_zero(b) or not a.finite
    if a.constant is not None and b.constant and math.isfinite(a.constant):
        return Interval.only(math.fmod(a.constant, b.constant))
    reach = max(abs(b.bottom), abs(b.top))
    low = max(min(a.bottom, 0.0), -reach)
    high = min(max(a.top, 0.0), reach)
    found = span(low, high, integral=a.integral and b.integral, nan=nan)
    return _with_minus_zero(found, _may_be_negative(a))


def power(a: Interval, b: Interval) -> Interval:
    """Return the values of `a ^ b`."""
    nan = a.nan or b.nan
    exponent = b.constant
    if a.bottom < 0 or a.signed_zero:
        even = exponent is not None and exponent.is_integer() and exponent % 2 == 0
        if exponent is None or not even or not math.isfinite(exponent):
            return Interval(nan=nan or exponent is None or not exponent.is_integer())
        return Interval(0.0, nan=nan)
    if exponent is None or not math.isfinite(exponent):
        return Interval(0.0, nan=nan)
    ends = [_pow(a.bottom, exponent), _pow(a.top, exponent)]
    exact = a.integral and exponent >= 0 and exponent.is_integer() and max(ends) < EXACT
    found = span(max(min(ends), 0.0), max(ends), integral=exact, nan=nan)
    return found if exact else widen(found, at_least=0.0)


def atan2(a: Interval, b: Interval) -> Interval:
    """Return the values of `a atan2 b`."""
    return widen(span(-math.pi, math.pi, nan=a.nan or b.nan))


def negate(a: Interval) -> Interval:
    """Return the values of `-a`."""
    if a.vacant:
        return a
    return Interval(
        None if a.high is None else -a.high + 0.0,
        None if a.low is None else -a.low + 0.0,
        a.integral,
        a.nan,
        a.high_open,
        a.low_open,
        minus_zero=_has_zero(a),
    )


OPERATIONS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": modulo,
    "^": power,
    "atan2": atan2,
}
FLIPPED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""The comparison that says the same with its sides exchanged."""


def narrow(op: str, a: Interval, b: Interval) -> Interval:
    """Return the values of `a` for which `a op b` can hold."""
    if a.impossible or b.impossible:
        return NOTHING
    if op == "!=":
        return _all_but(a, b)
    if b.vacant:
        return NOTHING
    if op == "==":
        return a.meet(b._replace(nan=False, minus_zero=True))
    if op in (">", ">="):
        above = op == ">" or b.low_open
        bound = Interval(b.low, nan=False, low_open=above, minus_zero=True)
        if b.low is None:
            bound = Interval(-INF, nan=False, low_open=True) if op == ">" else bound
        return a.meet(bound)
    below = op == "<" or b.high_open
    bound = Interval(None, b.high, nan=False, high_open=below, minus_zero=True)
    if b.high is None:
        bound = Interval(None, INF, nan=False, high_open=True) if op == "<" else bound
    return a.meet(bound)


def truth(op: str, a: Interval, b: Interval) -> Presence:
    """Return whether `a op b` holds always, maybe or never."""
    if narrow(op, a, b).impossible or narrow(FLIPPED[op], b, a).impossible:
        return Presence.NEVER
    if op == "!=":
        apart = narrow("==", a, b).impossible
        return Presence.ALWAYS if apart else Presence.MAYBE
    if a.nan or b.nan or a.vacant or b.vacant:
        return Presence.MAYBE
    return Presence.ALWAYS if _always(op, a, b) else Presence.MAYBE


def _always(op: str, a: Interval, b: Interval) -> bool:
    if op in ("<", "<="):
        op, a, b = FLIPPED[op], b, a
    if op == "==":
        return a.constant is not None and a.constant == b.constant
    touching = a.bottom == b.top and (op == ">=" or a.low_open or b.high_open)
    return a.bottom > b.top or touching


def _all_but(a: Interval, b: Interval) -> Interval:
    """Return `a` without the one value that `b` is; NaN differs from everything."""
    if b.nan or b.constant is None or a.vacant:
        return a
    if a.constant == b.constant:
        return NOTHING_BUT_NAN if a.nan else NOTHING
    if a.low == b.constant:
        return a.meet(Interval(a.low, low_open=True, minus_zero=True))
    if a.high == b.constant:
        return a.meet(Interval(None, a.high, high_open=True, minus_zero=True))
    return a


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that holds them all."""
    found = NOTHING
    for interval in intervals:
        found = found.join(interval)
    return found


def widen(a: Interval, at_least: float = -INF, at_most: float = INF) -> Interval:
    """Return a little more than `a`, for functions that may be off in the last digits."""
    if a.vacant:
        return a
    low = a.low if a.low is None else max(a.low - _little(a.low), at_least)
    high = a.high if a.high is None else min(a.high + _little(a.high), at_most)
    return Interval(low, high, False, a.nan, minus_zero=a.minus_zero)


def _little(bound: float) -> float:
    return abs(bound) * 1e-12 if math.isfinite(bound) else 0.0


def _with_minus_zero(a: Interval, possible: bool) -> Interval:
    return a._replace(minus_zero=True) if possible and a.bottom <= 0 <= a.top else a


def _has_zero(a: Interval) -> bool:
    return a.contains(0.0)


def _may_be_negative(a: Interval) -> bool:
    return a.bottom < 0 or a.minus_zero


def _plus(x: float, y: float, outwards: float) -> float:
    """Add two bounds; where they cancel out, there is no bound on that side."""
    total = x + y
    return outwards if math.isnan(total) else total


def _times(x: float, y: float) -> float:
    """Multiply two bounds; nothing times a bound that is not reached is nothing."""
    return 0.0 if x == 0 or y == 0 else x * y


def _over(x: float, y: float) -> float:
    """Divide two bounds; a divisor of zero is the positive one, and nothing lies beyond it."""
    if y == 0:
        return 0.0 if x == 0 else math.copysign(INF, x) * math.copysign(1, y)
    if math.isinf(y):
        return 0.0 if not math.isinf(x) else math.copysign(INF, x) * math.copysign(1, y)
    return x / y


def _pow(x: float, y: float) -> float:
    try:
        return math.pow(x, y)
    except (OverflowError, ValueError, ZeroDivisionError):
        return INF
