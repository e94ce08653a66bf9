"""The part of a text that is shown, and the carets below it."""

from __future__ import annotations

import pytest

from frontierkit.reporting.excerpt import excerpt
from frontierkit.text import Span


def draw(text: str, start: int, end: int, width: int = 40) -> list[str]:
    shown = excerpt(text, Span(start, end), width)
    return [shown.line, shown.carets]


@pytest.mark.parametrize(
    ("text", "part", "drawn"),
    [
        ("sum(up)", "up", ["sum(up)", "    ^^"]),
        ("sum(\n  up\n)", "up", ["up", "^^"]),
        ("sum(\n\tup{a='b'})", "a=", ["up{a='b'})", "   ^^"]),
        ("a{b='日本'} c", "c", ["a{b='日本'} c", "            ^"]),
        ("a\x1bb up", "up", ["a\ufffdb up", "    ^^"]),
    ],
)
def test_the_line_of_the_span_is_shown(text: str, part: str, drawn: list[str]) -> None:
    start = text.index(part)

    assert draw(text, start, start + len(part)) == drawn


def test_a_long_line_is_cut_around_the_span() -> None:
    text = "a + " * 30 + "wrong" + " + b" * 30

    line, carets = draw(text, 120, 125)

    assert len(line) <= 40
    assert line[0] == line[-1] == "…"
    assert line[carets.index("^") : carets.rindex("^") + 1] == "wrong"


def test_a_span_longer_than_the_line_is_cut_too() -> None:
    line, carets = draw("x" * 100, 0, 100)

    assert len(carets) <= len(line) == 39


def test_a_span_over_lines_underlines_its_first() -> None:
    assert draw("sum(\n  up\n)", 0, 11) == ["sum(", "^^^^"]
