"""String literals of Python, and which character of the file each of their characters is.

Literals of several parts, raw ones, escapes and f-strings are understood; of an f-string what it
fills in is unknown, and so are the names that an engine's binding leaves open.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from frontierkit.dataclass import dataclass

_OPENING = re.compile(r"(?:\s|\\\n|#[^\n]*)*([A-Za-z]*)(\"\"\"|'''|\"|')")
_ESCAPE = re.compile(
    r"\\(?:(?P<octal>[0-7]{1,3})|x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})"
    r"|U(?P<U>[0-9A-Fa-f]{8})|N\{(?P<name>[^}]+)\}|(?P<other>.))",
    re.DOTALL,
)
_SIMPLE = {"\n": "", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}
_SIMPLE |= {"\\": "\\", "'": "'", '"': '"'}
_OPEN_NAMES = re.compile(r"(\$(?:job|window)\b)")
_LEAST = 4
"""A part of a text that is shorter than this says nothing of where the text is from."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a literal with their places, or, without a text, what is filled in."""

    text: str | None
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Literal:
    """A string literal: where it stands in `source`, from `start` to `end`."""

    source: str
    start: int
    end: int

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts of the literal; empty if it cannot be followed."""
        return tuple(_joined(_pieces(self.source, self.start, self.end)))

    @property
    def plain(self) -> str | None:
        """The text, if nothing is filled in."""
        if len(self.pieces) > 1:
            return None
        return (self.pieces[0].text or "") if self.pieces else ""

    def find(self, text: str, *, whole: bool) -> re.Match[str] | None:
        """Return how this literal makes `text`, or a part of it."""
        if not self.pieces or sum(len(p.text or "") for p in self.pieces) < (
            0 if whole else _LEAST
        ):
            return None
        parts = [_pattern(piece) for piece in self.pieces]
        pattern = re.compile("".join(f"({part})" for part in parts), re.DOTALL)
        return pattern.fullmatch(text) if whole else pattern.search(text)

    def offset(self, found: re.Match[str], wanted: int) -> int:
        """Return the place in the source of character `wanted` of the text that was found."""
        for number, piece in enumerate(self.pieces, start=1):
            start, end = found.span(number)
            if start <= wanted < end:
                inside = wanted - start
                exact = piece.text is not None and end - start == len(piece.text)
                return piece.offsets[inside if exact else 0]
        return self.start if wanted < found.start() else self.end - 1

    def exact(self, found: re.Match[str], start: int, end: int) -> int | None:
        """Return where the characters `start` to `end` stand in the source, one after the other.

        None if they do not: where they are escaped, in several parts, or filled in.
        """
        for number, piece in enumerate(self.pieces, start=1):
            begin, after = found.span(number)
            if piece.text is None or after - begin != len(piece.text):
                continue
            if begin <= start and end <= after:
                offsets = piece.offsets[start - begin : end - begin]
                first = offsets[0] if offsets else None
                in_a_row = offsets == tuple(range(offsets[0], offsets[0] + len(offsets)))
                return first if in_a_row else None
        return None


class PythonSource:
    """The text of a Python file, with the literals in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file; empty if it is no Python."""
        try:
            return ast.parse(self.text)
        except (SyntaxError, ValueError):
            return ast.Module([], [])

    @cached_property
    def literals(self) -> tuple[Literal, ...]:
        """Every string literal, in the order of the file."""
        inner = {
            id(part)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.JoinedStr)
            for part in ast.walk(node)
            if part is not node
        }
        spans = sorted(
            self.span(node)
            for node in ast.walk(self.tree)
            if id(node) not in inner
            and (isinstance(node, ast.JoinedStr) or _is_string(node))
            and isinstance(node, ast.expr)
        )
        return tuple(Literal(self.text, start, end) for start, end in spans)

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node starts and ends in the text."""
        start = self.index(node.lineno, node.col_offset)
        return start, self.index(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def index(self, line: int, column: int) -> int:
        """Return the character at a line (from 1) and a column in bytes (from 0)."""
        if line > len(self._lines):
            return len(self.text)
        return self._lines[line - 1] + self.character(line, column)

    def character(self, line: int, column: int) -> int:
        """Return the column in characters of a column in bytes, both from 0."""
        if line > len(self._lines):
            return 0
        start = self._lines[line - 1]
        end = self.text.find("\n", start)
        content = self.text[start : end if end >= 0 else None]
        if content.isascii():
            return column
        return len(content.encode()[:column].decode("utf-8", "ignore"))

    def line_and_column(self, index: int) -> tuple[int, int]:
        """Return line and column, both from 1, of a character."""
        line = bisect_right(self._lines, index)
        return line, index - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def _is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _pattern(piece: Piece) -> str:
    """Return what a piece may have become: itself, or, where names are left open, anything."""
    if piece.text is None:
        return ".*?"
    parts = _OPEN_NAMES.split(piece.text)
    return "".join(
        f'(?:{re.escape(part)}|[^"\\]]*?)' if n % 2 else re.escape(part)
        for n, part in enumerate(parts)
    )


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces, texts that follow each other as one, split where a name is left open."""
    text, offsets = "", [0]
    offsets.clear()
    for piece in pieces:
        if piece.text is None:
            if text:
                yield from _split(text, offsets)
            yield piece
            text, offsets = "", []
        else:
            text += piece.text
            offsets.extend(piece.offsets)
    if text:
        yield from _split(text, offsets)


def _split(text: str, offsets: list[int]) -> Iterator[Piece]:
    at = 0
    for part in _OPEN_NAMES.split(text):
        if part:
            yield Piece(part, tuple(offsets[at : at + len(part)]))
        at += len(part)


def _pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    while at < end:
        opening = _OPENING.match(source, at, end)
        if opening is None:
            return
        prefix, quote = opening[1].lower(), opening[2]
        at = opening.end()
        while at < end and not source.startswith(quote, at):
            piece, at = _one(source, at, raw="r" in prefix, filled="f" in prefix)
            yield piece
        at += len(quote)


def _one(source: str, at: int, *, raw: bool, filled: bool) -> tuple[Piece, int]:
    """Return the piece that starts at `at`, and where the next one does."""
    character = source[at]
    if character == "\\" and raw:
        return Piece(source[at : at + 2], (at, at + 1)), at + 2
    if character == "\\":
        found = _ESCAPE.match(source, at)
        if found is None:
            return Piece(character, (at,)), at + 1
        text = _escaped(found)
        return Piece(text, (at,) * len(text)), found.end()
    if filled and source[at : at + 2] in ("{{", "}}"):
        return Piece(character, (at,)), at + 2
    if filled and character == "{":
        return Piece(None, (at,)), _after_field(source, at)
    return Piece(character, (at,)), at + 1


def _escaped(found: re.Match[str]) -> str:
    if found["octal"]:
        return chr(int(found["octal"], 8))
    for digits in ("x", "u", "U"):
        if found[digits]:
            return chr(int(found[digits], 16))
    if found["name"]:
        import unicodedata

        return unicodedata.lookup(found["name"])
    return _SIMPLE.get(found["other"], found[0])


def _after_field(source: str, at: int) -> int:
    """Return where the field of an f-string that starts at `at` is over."""
    depth = 0
    while at < len(source):
        character = source[at]
        if character in "\"'":
            quote = source[at : at + 3] if source[at : at + 3] in ('"""', "'''") else character
            closing = source.find(quote, at + len(quote))
            at = closing + len(quote) if closing >= 0 else len(source)
            continue
        depth += character in "{[("
        depth -= character in "}])"
        at += 1
        if depth == 0:
            return at
    return at
