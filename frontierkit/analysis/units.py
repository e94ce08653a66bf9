"""What an expression is measured in: an algebra of dimensions, scales and counted things."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from frontierkit.dataclass import dataclass

Dimensions = tuple[tuple[str, int], ...]
"""What a unit is made of, with exponents, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: a number of it, times `scale`, is a number of its plain `dimensions`.

    Milliseconds are seconds of scale 0.001. A dimension that is no physical one is the plural of
    what is counted; `count` counts whatever the name says. `point`: a point in time, counted from
    1970, rather than a stretch of it. `sure` is false where a factor may or may not have changed
    the scale: `0.9 * limit` is as much in bytes as `limit`.
    """

    dimensions: Dimensions = ()
    scale: float = 1.0
    point: bool = False
    sure: bool = True

    @property
    def word(self) -> str:
        """The unit in words of the documented list: `seconds`, `bytes/seconds`, `ratio`."""
        return _word(self)

    @property
    def physical(self) -> Dimensions:
        """The dimensions that are no counted things."""
        return tuple(d for d in self.dimensions if d[0] in PHYSICAL)

    @property
    def things(self) -> int:
        """How many counted things are multiplied: 1 for requests, 0 for tokens per request."""
        return sum(power for name, power in self.dimensions if name not in PHYSICAL)

    @property
    def dimensionless(self) -> bool:
        """It is a ratio, of whatever to its like."""
        return not self.physical and self.things == 0

    def times(self, other: Unit) -> Unit:
        """Return the unit of a product."""
        return _product(self, other, 1)

    def per(self, other: Unit) -> Unit:
        """Return the unit of a quotient."""
        return _product(self, other, -1)

    def squared(self) -> Unit:
        return self.times(self)

    def scaled(self, factor: float) -> Unit:
        """Return the unit of the same amount after its number was multiplied by `factor`."""
        size = abs(factor)
        if factor == 0 or not math.isfinite(factor) or size == 1:
            return self if size == 1 else self.unsure()
        if not any(_converts(size, step) for step in self._conversions()):
            return self.unsure()
        return Unit(self.dimensions, _rounded(self.scale / size), self.point, self.sure)

    def _conversions(self) -> tuple[float, ...]:
        """Return the factors by which one changes the scale of such a unit."""
        names = {name for name, _ in self.dimensions}
        by_name = (CONVERSIONS[name] for name in ("bytes", "seconds") if name in names)
        return (*CONVERSIONS[""], *(factor for factors in by_name for factor in factors))

    def unsure(self) -> Unit:
        """Return the same unit, whose scale may have changed."""
        return Unit(self.dimensions, self.scale, self.point, False)

    def alike(self, other: Unit) -> bool:
        """Return whether the two measure the same kind of thing, on whatever scale.

        An average per counted thing is measured as the thing averaged: seconds per request are
        seconds. Different counted things are alike: one may well add requests and errors.
        """
        if self.physical != other.physical:
            return False
        amount = any(name != "seconds" or power > 0 for name, power in self.physical)
        return amount or self.things == other.things

    def same_scale(self, other: Unit) -> bool:
        """Return whether equal numbers of both are equal amounts, or may be, if unsure."""
        if not (self.sure and other.sure):
            return True
        return math.isclose(self.scale, other.scale, rel_tol=1e-9)

    def __str__(self) -> str:
        return self.word


PHYSICAL = frozenset(["seconds", "bytes", "celsius", "joules", "volts", "amperes", "usd"])
"""Dimensions that are measured; all others are counted."""

WORDS: Mapping[str, Unit] = {
    "ratio": Unit(),
    "percent": Unit((), 0.01),
    "seconds": Unit((("seconds", 1),)),
    "milliseconds": Unit((("seconds", 1),), 1e-3),
    "microseconds": Unit((("seconds", 1),), 1e-6),
    "nanoseconds": Unit((("seconds", 1),), 1e-9),
    "minutes": Unit((("seconds", 1),), 60.0),
    "hours": Unit((("seconds", 1),), 3600.0),
    "days": Unit((("seconds", 1),), 86400.0),
    "unix_seconds": Unit((("seconds", 1),), 1.0, point=True),
    "unix_milliseconds": Unit((("seconds", 1),), 1e-3, point=True),
    "bytes": Unit((("bytes", 1),)),
    "bits": Unit((("bytes", 1),), 0.125),
    "kilobytes": Unit((("bytes", 1),), 1e3),
    "megabytes": Unit((("bytes", 1),), 1e6),
    "gigabytes": Unit((("bytes", 1),), 1e9),
    "kibibytes": Unit((("bytes", 1),), 2.0**10),
    "mebibytes": Unit((("bytes", 1),), 2.0**20),
    "gibibytes": Unit((("bytes", 1),), 2.0**30),
    "tebibytes": Unit((("bytes", 1),), 2.0**40),
    "hertz": Unit((("cycles", 1), ("seconds", -1))),
    "megahertz": Unit((("cycles", 1), ("seconds", -1)), 1e6),
    "gigahertz": Unit((("cycles", 1), ("seconds", -1)), 1e9),
    "rpm": Unit((("revolutions", 1), ("seconds", -1)), 1 / 60),
    "celsius": Unit((("celsius", 1),)),
    "joules": Unit((("joules", 1),)),
    "millijoules": Unit((("joules", 1),), 1e-3),
    "watts": Unit((("joules", 1), ("seconds", -1))),
    "milliwatts": Unit((("joules", 1), ("seconds", -1)), 1e-3),
    "kilowatts": Unit((("joules", 1), ("seconds", -1)), 1e3),
    "volts": Unit((("volts", 1),)),
    "millivolts": Unit((("volts", 1),), 1e-3),
    "amperes": Unit((("amperes", 1),)),
    "milliamperes": Unit((("amperes", 1),), 1e-3),
    "usd": Unit((("usd", 1),)),
    "count": Unit((("count", 1),)),
}
"""Every word with a meaning of its own. Any other word is the plural of what is counted."""

RATIO = WORDS["ratio"]
PERCENT = WORDS["percent"]
SECONDS = WORDS["seconds"]
UNIX_SECONDS = WORDS["unix_seconds"]
COUNT = WORDS["count"]
CONVERSIONS: Mapping[str, tuple[float, ...]] = {
    "": (100.0, *(10.0**k for k in (3, 6, 9, 12))),
    "bytes": (8.0, *(2.0**k for k in (10, 20, 30, 40))),
    "seconds": (60.0, 3600.0, 86400.0, 604800.0),
}
"""Factors that change the scale: of anything, of bytes and of times. Who divides a number of
requests by 300 may mean seconds, who multiplies it by 8 may have 8 of them."""


@cache
def unit(word: str | None) -> Unit | None:
    """Return what a catalog's word means: one of `WORDS`, a plural, or two of them as `a/b`."""
    if not word:
        return None
    over, slash, under = word.partition("/")
    found = WORDS.get(over) or Unit(((over, 1),))
    return found.per(WORDS.get(under) or Unit(((under, 1),))) if slash else found


def per_other_time(unit: Unit) -> bool:
    """Return whether what was per second is per minute, hour, day or week now.

    It may be meant as what a minute, an hour, a day or a week brings.
    """
    if not any(name == "seconds" and power < 0 for name, power in unit.dimensions):
        return False
    times = CONVERSIONS["seconds"]
    return any(math.isclose(unit.scale * seconds, 1, rel_tol=1e-9) for seconds in times)


def add(a: Unit | None, b: Unit | None) -> Unit | None:
    """Return the unit of a sum; unknown unless both agree."""
    if a is None or b is None:
        return None
    if a.point and b.point:
        return None
    if not a.alike(b) or not a.same_scale(b):
        return None
    found = a if a.dimensions == b.dimensions else _more_general(a, b)
    point = a.point or b.point
    return Unit(found.dimensions, found.scale, point, a.sure and b.sure)


def subtract(a: Unit | None, b: Unit | None) -> Unit | None:
    """Return the unit of a difference: between two points in time lies a stretch of it."""
    if a is not None and b is not None and a.point and b.point:
        plain = (Unit(u.dimensions, u.scale, False, u.sure) for u in (a, b))
        return add(*plain)
    return add(a, b)


def join(a: Unit | None, b: Unit | None) -> Unit | None:
    """Return the unit of what may be either; unknown unless both agree."""
    if a == b:
        return a
    if a is None or b is None or a.point != b.point or not a.alike(b):
        return None
    if not math.isclose(a.scale, b.scale, rel_tol=1e-9):
        return None
    found = a if a.dimensions == b.dimensions else _more_general(a, b)
    return Unit(found.dimensions, found.scale, a.point, a.sure and b.sure)


def _more_general(a: Unit, b: Unit) -> Unit:
    """Return the unit that counts whatever, of two that count different things."""
    physical = a.physical
    degree = min(a.things, b.things)
    things = (("count", degree),) if degree > 0 else ()
    return Unit(tuple(sorted((*physical, *things))), a.scale)


def _product(a: Unit, b: Unit, power: int) -> Unit:
    powers = dict(a.dimensions)
    for name, exponent in b.dimensions:
        powers[name] = powers.get(name, 0) + exponent * power
    if powers.get("count", 0) < 0:  # an average over a number of things is like one of them
        del powers["count"]
    dimensions = tuple(sorted((name, p) for name, p in powers.items() if p))
    scale = a.scale * b.scale if power > 0 else a.scale / b.scale
    return Unit(dimensions, _rounded(scale), False, a.sure and b.sure)


def _rounded(scale: float) -> float:
    """Return the scale without the noise of repeated multiplication."""
    return float(f"{scale:.12g}")


def _converts(factor: float, step: float) -> bool:
    """Return whether a factor is a conversion, or its inverse."""
    return math.isclose(factor, step, rel_tol=1e-9) or math.isclose(factor, 1 / step, rel_tol=1e-9)


@cache
def _named(dimensions: Dimensions, scale: float, point: bool) -> str | None:
    for word, known in WORDS.items():
        same = known.dimensions == dimensions and known.point == point
        if same and math.isclose(known.scale, scale, rel_tol=1e-9):
            return word
    return None


@cache
def _word(of: Unit) -> str:
    whole = _named(of.dimensions, of.scale, of.point)
    if whole is not None:
        return whole
    over = [(name, power) for name, power in of.dimensions if power > 0]
    under = [(name, -power) for name, power in of.dimensions if power < 0]
    if len(over) == 1 and over[0][1] == 1 and len(under) == 1 and under[0][1] == 1:
        found = _quotient(over[0][0], under[0][0], of.scale)
        if found is not None:
            return found
    if not under and len(over) == 1 and over[0][1] == 1 and of.scale == 1:
        return over[0][0]
    return _spelled(over, under, of.scale)


def _quotient(over: str, under: str, scale: float) -> str | None:
    """Return `a/b`, where the scale is that of a known word for `a` or for `b`."""
    if scale == 1:
        return f"{over}/{under}"
    scaled = _named(((over, 1),), scale, False)
    if scaled is not None:
        return f"{scaled}/{under}"
    scaled = _named(((under, 1),), _rounded(1 / scale), False)
    return None if scaled is None else f"{over}/{scaled}"


def _spelled(over: list[tuple[str, int]], under: list[tuple[str, int]], scale: float) -> str:
    factor = "" if scale == 1 else f"{scale:g} "
    above = "*".join(_powered(*dimension) for dimension in over) or "1"
    below = "*".join(_powered(*dimension) for dimension in under)
    return f"{factor}{above}/{below}" if below else f"{factor}{above}"


def _powered(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
