"""A part of a passage, as a passage whose place still counts from the part's own start."""

from __future__ import annotations

from frontierkit.model.location import Passage, Place, Position


class PlaceOfPart:
    """The place of a text that starts at `start` of a longer one."""

    __slots__ = ("start", "whole")

    def __init__(self, whole: Place, start: int) -> None:
        self.whole = whole
        self.start = start

    @property
    def path(self) -> str:
        return self.whole.path

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the part stands."""
        return self.whole.position(self.start + offset)


def part(passage: Passage, start: int, end: int) -> Passage:
    """Return the characters from `start` to `end` as a passage of their own."""
    return Passage(passage.text[start:end], PlaceOfPart(passage.place, start), passage.trail)
