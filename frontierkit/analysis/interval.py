"""The values that an expression can have: an interval, integral or not, with NaN or without."""

from __future__ import annotations

import math
from typing import NamedTuple

INF = math.inf


class Interval(NamedTuple):
    """Every number between `low` and `high`, and NaN if `nan`.

    None is no bound: the infinity of that side is included. A finite bound is included unless its
    side is open. `integral`: every finite value is a whole number. `minus_zero`: a zero may be
    the negative one although nothing below it is included, which matters to division only.
    `vacant`: not a single number, at most NaN.
    """

    low: float | None = None
    high: float | None = None
    integral: bool = False
    nan: bool = True
    low_open: bool = False
    high_open: bool = False
    minus_zero: bool = False
    vacant: bool = False

    @classmethod
    def only(cls, value: float) -> Interval:
        """Return the interval of a single value, which may be NaN or infinite."""
        value = float(value)
        if math.isnan(value):
            return NOTHING_BUT_NAN
        if math.isinf(value):
            return cls(INF, None, nan=False) if value > 0 else cls(None, -INF, nan=False)
        negative = value == 0 and math.copysign(1, value) < 0
        return cls(value, value, value.is_integer(), False, minus_zero=negative)

    @property
    def bottom(self) -> float:
        """The lower bound, or minus infinity."""
        return -INF if self.low is None else self.low

    @property
    def top(self) -> float:
        """The upper bound, or infinity."""
        return INF if self.high is None else self.high

    @property
    def constant(self) -> float | None:
        """The one number that it is, if it is one."""
        if self.vacant or self.nan or self.bottom != self.top:
            return None
        return self.bottom

    @property
    def finite(self) -> bool:
        """No value is infinite."""
        return self.vacant or (self.bottom > -INF and self.top < INF)

    @property
    def signed_zero(self) -> bool:
        """A value may be minus zero."""
        return not self.vacant and (self.minus_zero or (self.bottom < 0 <= self.top))

    @property
    def impossible(self) -> bool:
        """Neither a number nor NaN is left."""
        return self.vacant and not self.nan

    def contains(self, value: float) -> bool:
        """Return whether this number can occur."""
        if math.isnan(value):
            return self.nan
        if self.vacant or (self.integral and math.isfinite(value) and not value.is_integer()):
            return False
        above = value > self.bottom or (value == self.bottom and not self.low_open)
        below = value < self.top or (value == self.top and not self.high_open)
        return above and below

    def within(self, other: Interval) -> bool:
        """Return whether every number of this interval is one of the other."""
        if self.vacant:
            return True
        if other.vacant or (other.integral and not self.integral):
            return False
        low = self.bottom > other.bottom or (
            self.bottom == other.bottom and (self.low_open or not other.low_open)
        )
        high = self.top < other.top or (
            self.top == other.top and (self.high_open or not other.high_open)
        )
        return low and high

    def join(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        if self == other:
            return self
        if self.vacant or other.vacant:
            whole = other if self.vacant else self
            return whole if whole.nan else whole._replace(nan=self.nan or other.nan)
        low, low_open = min((self.bottom, self.low_open), (other.bottom, other.low_open))
        high, closed = max((self.top, not self.high_open), (other.top, not other.high_open))
        return Interval(
            None if low == -INF else low,
            None if high == INF else high,
            self.integral and other.integral,
            self.nan or other.nan,
            low_open,
            not closed,
            self.minus_zero or other.minus_zero,
        )

    def meet(self, other: Interval) -> Interval:
        """Return what is in both."""
        nan = self.nan and other.nan
        if self.vacant or other.vacant:
            return _vacant(nan)
        low, low_open = max((self.bottom, self.low_open), (other.bottom, other.low_open))
        high, closed = min((self.top, not self.high_open), (other.top, not other.high_open))
        integral = self.integral or other.integral
        minus_zero = self.signed_zero and other.signed_zero
        return _bounded(low, high, low_open, not closed, integral, nan, minus_zero)

    def numbers(self) -> Interval:
        """Return the same without NaN."""
        return self._replace(nan=False) if self.nan else self

    def or_nan(self, possible: bool = True) -> Interval:
        """Return the same with NaN, if it is `possible`."""
        return self._replace(nan=True) if possible and not self.nan else self

    def fractional(self) -> Interval:
        """Return the same, no longer known to be whole numbers."""
        return self._replace(integral=False) if self.integral else self

    def __str__(self) -> str:
        if self.vacant:
            return "NaN" if self.nan else "nothing"
        if self.bottom == self.top:
            return _shown(self.bottom)
        left = "(" if self.low_open or self.low is None else "["
        right = ")" if self.high_open or self.high is None else "]"
        return f"{left}{_shown(self.bottom)}, {_shown(self.top)}{right}"


def span(low: float, high: float, *, integral: bool = False, nan: bool = False) -> Interval:
    """Return all between two bounds, either of which may be infinite, both included.

    Sums of products can be NaN where infinities cancel out: then nothing is known of that bound.
    """
    return Interval(
        None if low == -INF or math.isnan(low) else low,
        None if high == INF or math.isnan(high) else high,
        integral,
        nan,
    )


def _vacant(nan: bool) -> Interval:
    return NOTHING_BUT_NAN if nan else NOTHING


def _bounded(
    low: float,
    high: float,
    low_open: bool,
    high_open: bool,
    integral: bool,
    nan: bool,
    minus_zero: bool,
) -> Interval:
    """Return the numbers between two bounds, moved inwards to whole numbers if need be."""
    if integral and math.isfinite(low):
        whole = math.ceil(low)
        low = whole + 1 if low_open and whole == low else whole
        low_open = False
    if integral and math.isfinite(high):
        whole = math.floor(high)
        high = whole - 1 if high_open and whole == high else whole
        high_open = False
    if low > high or (low == high and (low_open or high_open)):
        return _vacant(nan)
    return Interval(
        None if low == -INF and not low_open else float(low),
        None if high == INF and not high_open else float(high),
        integral,
        nan,
        low_open,
        high_open,
        minus_zero and low <= 0 <= high,
    )


def _shown(bound: float) -> str:
    if math.isinf(bound):
        return "-∞" if bound < 0 else "∞"
    return f"{bound:.12g}"


ANY = Interval()
NUMBERS = Interval(nan=False)
NOTHING = Interval(integral=True, nan=False, vacant=True)
NOTHING_BUT_NAN = Interval(integral=True, vacant=True)
ZERO_OR_MORE = Interval(0.0, nan=False)
WHOLE_FROM_ZERO = Interval(0.0, integral=True, nan=False)
WHOLE_FROM_ONE = Interval(1.0, integral=True, nan=False)
ZERO_TO_ONE = Interval(0.0, 1.0, nan=False)
ZERO_OR_ONE = Interval(0.0, 1.0, integral=True, nan=False)
ONE = Interval(1.0, 1.0, integral=True, nan=False)
