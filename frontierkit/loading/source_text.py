"""A text that was read from a file, or from a string inside one, and where its characters stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from frontierkit.model.location import Position

if TYPE_CHECKING:
    from frontierkit.loading.node import ScalarNode

_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceText:
    """The text of a file, or of a string in another text: then `within` is that string."""

    __slots__ = ("_line_starts", "_offsets", "path", "text", "within")

    def __init__(self, path: str, text: str, within: ScalarNode | None = None) -> None:
        self.path = path
        self.text = text
        self.within = within
        self._line_starts: list[int] | None = None
        self._offsets: list[int] | None = None

    def position(self, index: int) -> Position:
        """Return the line and column, in the file, of character `index` of this text."""
        if self.within is not None:
            if self._offsets is None:
                self._offsets = self.within.offsets()
            inner = min(index, len(self._offsets) - 1)
            return self.within.source.position(self._offsets[inner])
        starts = self._starts()
        line = bisect_right(starts, index)
        return Position(line, index - starts[line - 1] + 1)

    def index(self, line: int, column: int) -> int:
        """Return the index of a line and column of this text, both counted from 0."""
        starts = self._starts()
        start = starts[min(line, len(starts) - 1)]
        return min(start + column, max(len(self.text) - 1, 0))

    def _starts(self) -> list[int]:
        """Return where each line of this text starts."""
        if self._line_starts is None:
            ends = (found.end() for found in _LINE_END.finditer(self.text))
            self._line_starts = list(chain((0,), ends))
        return self._line_starts


class Unreadable(Exception):
    """A text is not what it claims to be: why, at which character, and what to do."""

    def __init__(self, message: str, index: int = 0, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.index = index
        self.help = help
