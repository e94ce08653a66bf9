"""The parts of a pattern."""

from __future__ import annotations

from frontierkit.regex.charset import Ranges

BEGIN_TEXT = 1
END_TEXT = 2
BEGIN_LINE = 4
END_LINE = 8
BOUNDARY = 16
NO_BOUNDARY = 32


class Part:
    """A piece of a pattern, from `start` to `end`.

    `weight` is how often the counted repetitions in it, taken together, repeat something.
    """

    __slots__ = ("start", "end", "weight")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.weight = 1


class Text(Part):
    """Characters that stand for themselves."""

    __slots__ = ("text",)

    def __init__(self, start: int, end: int, text: str) -> None:
        super().__init__(start, end)
        self.text = text


class Chars(Part):
    """One character of a set."""

    __slots__ = ("ranges",)

    def __init__(self, start: int, end: int, ranges: Ranges) -> None:
        super().__init__(start, end)
        self.ranges = ranges


class Place(Part):
    """A condition on where in the text it stands; `kind` is one of the constants above."""

    __slots__ = ("kind",)

    def __init__(self, start: int, end: int, kind: int) -> None:
        super().__init__(start, end)
        self.kind = kind


class Join(Part):
    """One part after the other; without parts it is empty."""

    __slots__ = ("parts",)

    def __init__(self, start: int, end: int, parts: tuple[Part, ...]) -> None:
        super().__init__(start, end)
        self.parts = parts
        self.weight = max((part.weight for part in parts), default=1)


class Choice(Part):
    """One of the branches."""

    __slots__ = ("branches",)

    def __init__(self, start: int, end: int, branches: tuple[Part, ...]) -> None:
        super().__init__(start, end)
        self.branches = branches
        self.weight = max(branch.weight for branch in branches)


class Repeat(Part):
    """A part `least` to `most` times; `most` is -1 where there is no limit."""

    __slots__ = ("part", "least", "most")

    def __init__(self, start: int, end: int, part: Part, least: int, most: int) -> None:
        super().__init__(start, end)
        self.part = part
        self.least = least
        self.most = most
        self.weight = part.weight

    def count(self) -> None:
        """Take the repetition itself into the weight, as RE2 does for `{…}`."""
        times = self.most if self.most >= 0 else self.least
        self.weight = times * self.part.weight if times else 1


def nullable(part: Part) -> bool:
    """Whether a pattern matches the empty text, at its beginning and end at once."""
    match part:
        case Text():
            return False
        case Place():
            return part.kind != BOUNDARY
        case Join():
            return all(map(nullable, part.parts))
        case Choice():
            return any(map(nullable, part.branches))
        case Repeat():
            return part.least == 0 or nullable(part.part)
    return False
