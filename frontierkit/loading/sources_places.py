"""Where in the Python sources what they declare was written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from frontierkit.loading.places import Pointer
from frontierkit.loading.sources_literals import Literal, PythonSource
from frontierkit.model.location import Origin, Place, Position

PACKAGE = Path(os.path.dirname(os.path.dirname(__file__)))


class PythonFiles:
    """The Python files of a project, each read when a character of it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, PythonSource] = {}

    def get(self, path: str) -> PythonSource:
        """Return a file, by the path that the user knows; empty if it cannot be read."""
        if path not in self._read:
            self._read[path] = PythonSource(path, self._text(path))
        return self._read[path]

    def _text(self, path: str) -> str:
        for folder in (self.root, PACKAGE.parent):
            try:
                text = (folder / path).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                continue
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return ""


class WrittenPlace:
    """Where a text was written: the call that made it, and, when asked, the literal in it."""

    __slots__ = ("_files", "_found", "at", "text")

    def __init__(self, files: PythonFiles, at: Sequence[Any], text: str = "") -> None:
        self._files = files
        self._found: tuple[Literal, Any] | None | bool = False
        self.at = tuple(at)
        self.text = text

    @property
    def path(self) -> str:
        return str(self.at[0])

    @property
    def line(self) -> int:
        """The line of the call."""
        return int(self.at[1])

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the text stands, or where the call begins."""
        source = self._files.get(self.path)
        if self._found is False:
            self._found = _literal(source, self.at, self.text) if self.text else None
        if not isinstance(self._found, tuple):
            column = self.at[2] if len(self.at) > 2 and self.at[2] > 0 else 0
            return Position(self.line, source.character(self.line, column) + 1)
        literal, found = self._found
        return Position(*source.line_and_column(literal.offset(found, offset)))

    def literal(self) -> tuple[Literal, re.Match[str]] | None:
        """Return the literal that makes all of the text, and how; None if it is not sure which."""
        source = self._files.get(self.path)
        start, end = _range(source, self.at)
        inside = [lit for lit in source.literals if start <= lit.start and lit.end <= end]
        plain = [lit for lit in inside if lit.plain == self.text]
        filled = [lit for lit in inside if lit.plain is None]
        elsewhere = [lit for lit in source.literals if lit.plain == self.text]
        for candidates in (plain, filled, elsewhere):
            found = [(lit, lit.find(self.text, whole=True)) for lit in candidates]
            making = [(literal, match) for literal, match in found if match is not None]
            if making:
                return making[0] if len(making) == 1 else None
        return None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class SourcePlaces:
    """The places of the values of a compiled dashboard."""

    def __init__(
        self,
        files: PythonFiles,
        data: Any,
        written: Sequence[tuple[Sequence[str | int], Sequence[Any]]],
        declared: Origin,
    ) -> None:
        self._files = files
        self._data = data
        self._declared = declared
        self._written = {tuple(pointer): tuple(at) for pointer, at in written}
        self._near: dict[Pointer, tuple[Any, ...]] = {}
        for pointer, at in self._written.items():
            self._near.setdefault(pointer[:-1], at)

    @property
    def path(self) -> str:
        return self._declared.path

    @cached_property
    def text(self) -> str:
        return json.dumps(self._data, ensure_ascii=False)

    def place(self, pointer: Pointer) -> Place:
        """Return where the value was written; of what has no place of its own, where its owner."""
        value: Any = self._data
        for step in pointer:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                value = None
                break
        text = value if isinstance(value, str) else ""
        for length in range(len(pointer), -1, -1):
            at = self._written.get(pointer[:length]) or self._near.get(pointer[:length])
            # What the whole dashboard is called says nothing of where a part of it is written.
            if at is not None and (length > 0 or len(pointer) <= 1):
                return WrittenPlace(self._files, at, text)
        return WrittenPlace(self._files, (self._declared.path, self._declared.line), text)

    def key(self, pointer: Pointer) -> Place:
        """Return where the value is written that the key stands for."""
        return self.place(pointer)


def _literal(source: PythonSource, at: Sequence[Any], text: str) -> tuple[Literal, Any] | None:
    """Return the literal that makes `text`: in the call, else the only one in the file."""
    start, end = _range(source, at)
    inside = [lit for lit in source.literals if start <= lit.start and lit.end <= end]
    for whole in (True, False):
        for literal in sorted(inside, key=lambda lit: lit.start - lit.end):
            found = literal.find(text, whole=whole)
            if found is not None:
                return literal, found
        if whole:
            same = [lit for lit in source.literals if lit.plain == text]
            if len(same) == 1:
                found = same[0].find(text, whole=True)
                return (same[0], found) if found is not None else None
    return None


def _range(source: PythonSource, at: Sequence[Any]) -> tuple[int, int]:
    """Return the characters of the call, or of the statement that starts on the line."""
    if len(at) == 5 and at[2] >= 0:
        return source.index(at[1], at[2]), source.index(at[3], at[4])
    for statement in source.tree.body:
        if statement.lineno <= at[1] <= (statement.end_lineno or statement.lineno):
            return source.span(statement)
    return source.index(at[1], 0), source.index(at[1] + 1, 0)
