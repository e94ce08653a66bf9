"""The part of a text that is shown, and the carets below it."""

from __future__ import annotations

from frontierkit.dataclass import dataclass
from frontierkit.text import Span

WIDTH = 110
"""How many columns of a text are shown at most."""

CONTEXT = 24
"""How many characters are kept before a span where a line is too long."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of a text, fit for a terminal, and the carets that belong below it."""

    line: str
    carets: str


def excerpt(text: str, span: Span, width: int = WIDTH) -> Excerpt:
    """Return the line in which `span` begins, cut to `width` columns around it.

    Of a span that goes on in the next line, the part in this line is underlined.
    """
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line = text[begin : end if end >= 0 else len(text)]
    start, stop = span.start - begin, min(span.end - begin, len(line))
    indent = len(line) - len(line.lstrip())
    cut = min(indent, start)
    line, start, stop = line[cut:], start - cut, max(stop - cut, start - cut + 1)
    line, start, stop = _trimmed(line, start, stop, width)
    shown = "".join(map(_one_column, line))
    before, under = shown[:start], shown[start:stop]
    return Excerpt(shown.rstrip(), " " * _columns(before) + "^" * max(1, _columns(under)))


def _trimmed(line: str, start: int, stop: int, width: int) -> tuple[str, int, int]:
    if len(line) <= width:
        return line, start, stop
    left = 0 if stop <= width - 1 else max(0, start - CONTEXT)
    right = min(len(line), left + width - 2)
    head, tail = "…" if left else "", "…" if right < len(line) else ""
    shift = left - len(head)
    return head + line[left:right] + tail, start - shift, min(stop - shift, right - shift)


def _one_column(character: str) -> str:
    """Return the character, or a sign for one that would move or hide what stands beside it."""
    if character == "\t":
        return " "
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _columns(text: str) -> int:
    """Return how wide a terminal shows a text."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )
