"""Where something that was declared can be found again."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from frontierkit.dataclass import dataclass
from frontierkit.text import Span


class Position(NamedTuple):
    """A line and a column of a file, both counted from 1, in characters."""

    line: int
    column: int


class Place(Protocol):
    """Where a text stands in a file. Lines are worked out only when somebody asks."""

    @property
    def path(self) -> str:
        """The file, as the user named it, with forward slashes."""
        ...

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the (decoded) text stands in the file."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The line that declared something: the simplest place."""

    path: str
    line: int
    column: int = 1

    def position(self, offset: int = 0) -> Position:
        """Return the line; a plain origin does not know where in the line a character stands."""
        return Position(self.line, self.column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Location:
    """A place, the trail from the artifact down to the part, and the characters meant."""

    place: Place
    trail: tuple[str, ...] = ()
    text: str = ""
    span: Span | None = None

    @property
    def path(self) -> str:
        return self.place.path

    @property
    def position(self) -> Position:
        return self.place.position(self.span.start if self.span else 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the project and where it stands."""

    text: str
    place: Place
    trail: tuple[str, ...] = ()

    def at(self, span: Span | None = None) -> Location:
        """Return where `span` of this text is, or where all of it is."""
        whole = Span(0, len(self.text)) if self.text else None
        return Location(self.place, self.trail, self.text, span or whole)

    def find(self, part: str) -> Location:
        """Return where `part` first stands in this text, or where all of it is."""
        start = self.text.find(part) if part else -1
        return self.at(Span(start, start + len(part)) if start >= 0 else None)

    def __str__(self) -> str:
        return self.text
