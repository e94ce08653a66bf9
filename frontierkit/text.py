"""Spans of characters, the caret line that points at one, and what a misspelt word meant."""

from __future__ import annotations

from collections.abc import Iterable

from frontierkit.dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into one text; at least one character."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span covers at least one character, got {self}")


def underline(line: str, span: Span, note: str = "") -> str:
    """Return `line` with carets under `span`, and `note` after the carets."""
    carets = " " * span.start + "^" * (span.end - span.start)
    return f"{line}\n{carets} {note}".rstrip()


def closest(word: str, candidates: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the candidate that `word` was most likely meant to be, if any comes near."""
    from difflib import get_close_matches

    known = sorted(set(candidates))
    same = (candidate for candidate in known if candidate.casefold() == word.casefold())
    near = get_close_matches(word, known, n=1, cutoff=cutoff)
    return next(same, near[0] if near else None)


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words in backticks as a sentence lists them: `a`, `b` and `c`."""
    quoted = [f"`{word}`" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {conjunction} {quoted[-1]}"


def plural(count: int, noun: str, plural_noun: str = "") -> str:
    """Return `1 panel`, `2 panels`, `3 queries`."""
    many = plural_noun or (f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s")
    return f"{count} {noun if count == 1 else many}"


def printable(text: str) -> str:
    """Return text that is safe on a terminal: control characters become visible escapes.

    Line ends and tabs stay. What could reorder or hide text (bidirectional overrides, zero-width
    characters) is shown, too.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_ESCAPES)


def one_line(text: str) -> str:
    """Return `printable` text in which line ends and tabs are spaces."""
    return printable(text).replace("\n", " ").replace("\t", " ")


_ESCAPES = {
    code: f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    for code in (
        *(set(range(32)) - {9, 10}),
        *range(127, 160),
        *(0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
    )
}
