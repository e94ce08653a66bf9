"""Intervals hold every value that their operation can yield, and are as narrow as they look."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.analysis.interval import ANY, NOTHING, NOTHING_BUT_NAN, Interval
from frontierkit.analysis.ranges import arithmetic, narrow, negate, truth
from frontierkit.labels import Presence

NUMBERS = (
    st.integers(-9, 9).map(float)
    | st.floats(-1e3, 1e3)
    | st.sampled_from((0.0, -0.0, math.inf, -math.inf, math.nan, 1e308))
)
OPERATORS = ("+", "-", "*", "/", "%")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, float]:
    """Return an interval and one of its values."""
    value = draw(NUMBERS)
    found = Interval.only(value)
    for _ in range(draw(st.integers(0, 2))):
        found = found.join(Interval.only(draw(NUMBERS)))
    return found, value


def go(op: str, a: float, b: float) -> float:
    """Return what Go makes of `a op b`."""
    try:
        if op == "/":
            return a / b
        if op == "%":
            return math.fmod(a, b)
    except (ZeroDivisionError, ValueError):
        if op == "%" or a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1, b)
    return a + b if op == "+" else a - b if op == "-" else a * b


@settings(max_examples=200)
@given(members(), members(), st.sampled_from(OPERATORS))
def test_arithmetic_holds_every_value(
    left: tuple[Interval, float], right: tuple[Interval, float], op: str
) -> None:
    (a, x), (b, y) = left, right

    assert arithmetic(op, a, b).contains(go(op, x, y))


@settings(max_examples=200)
@given(members(), members(), st.sampled_from(COMPARISONS))
def test_a_comparison_lets_through_what_holds(
    left: tuple[Interval, float], right: tuple[Interval, float], op: str
) -> None:
    (a, x), (b, y) = left, right
    holds = {
        "==": x == y, "!=": x != y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y
    }[op]  # fmt: skip

    always = truth(op, a, b)

    assert always is not (Presence.NEVER if holds else Presence.ALWAYS)
    assert not holds or narrow(op, a, b).contains(x)


@settings(max_examples=100)
@given(members())
def test_negation_holds_every_value(member: tuple[Interval, float]) -> None:
    interval, value = member

    assert negate(interval).contains(-value)


@pytest.mark.parametrize(
    ("op", "a", "b", "expected"),
    [
        (">", ANY, Interval.only(5), "(5, ∞)"),
        (">=", Interval(0.0, 9.0), Interval.only(5), "[5, 9]"),
        (">", Interval(0.0, 9.0, integral=True), Interval.only(5), "[6, 9]"),
        ("<", Interval(0.0, 9.0, integral=True), Interval.only(2.5), "[0, 2]"),
        ("==", Interval(0.0, 9.0), Interval.only(5), "5"),
        ("==", Interval(0.0, 9.0, integral=True), Interval.only(5.5), "nothing"),
        ("!=", Interval(0.0, 9.0, nan=False), Interval.only(0), "(0, 9]"),
        ("!=", Interval(0.0, 9.0, integral=True, nan=False), Interval.only(9), "[0, 8]"),
        ("<", Interval(0.0, 9.0), Interval(2.0, 4.0), "[0, 4)"),
        (">", Interval(0.0, 9.0), NOTHING_BUT_NAN, "nothing"),
        (">", NOTHING, ANY, "nothing"),
    ],
)
def test_what_a_comparison_leaves(op: str, a: Interval, b: Interval, expected: str) -> None:
    assert str(narrow(op, a, b)) == expected


@pytest.mark.parametrize(
    ("op", "a", "b", "always"),
    [
        (">", Interval(6.0, nan=False), Interval.only(5), "always"),
        (">", Interval(6.0), Interval.only(5), "maybe"),
        (">", Interval(5.0, nan=False), Interval.only(5), "maybe"),
        (">=", Interval(5.0, nan=False), Interval.only(5), "always"),
        ("<", Interval(5.0), Interval.only(5), "never"),
        ("!=", Interval(6.0), Interval.only(5), "always"),
        ("!=", Interval.only(5), Interval.only(5), "never"),
        ("==", Interval.only(5), Interval.only(5), "always"),
    ],
)
def test_whether_a_comparison_holds(op: str, a: Interval, b: Interval, always: str) -> None:
    assert truth(op, a, b).word == always
