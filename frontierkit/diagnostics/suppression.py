"""What somebody wrote to have a finding left out: which checks, why, until when, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics.diagnostic import Diagnostic
from frontierkit.model.location import Location, Position
from frontierkit.text import Span

_DIRECTIVE = re.compile(
    r"frontierkit: ?ignore(?P<file>-file)?[ \t]*(?:\[(?P<names>[^\]\n]*)\])?(?P<rest>[^\n]*)"
)
_UNTIL = re.compile(r",?\s*\buntil\s+(\d{4}-\d{1,2}-\d{1,2})\b")
_LEADING = re.compile(r"^[\s:,;.\-–—]*(?:because\b)?[\s:,;.\-–—]*")


class Reach(Protocol):
    """Where an ignore holds."""

    def holds(self, at: Location, lines: frozenset[Position]) -> bool:
        """Return whether a finding is meant, by its location and the positions it stands at."""
        ...


class Region(NamedTuple):
    """A part of a file, from the first position up to, but not including, the last."""

    path: str
    start: Position
    end: Position

    def holds(self, at: Location, lines: frozenset[Position]) -> bool:
        """Return whether a finding stands in this part."""
        return at.path == self.path and any(self.start <= each < self.end for each in lines)


class Below(NamedTuple):
    """All that belongs to one part of an artifact, such as a panel."""

    trail: tuple[str, ...]

    def holds(self, at: Location, lines: frozenset[Position]) -> bool:
        """Return whether the way to a finding leads through that part."""
        return at.trail[: len(self.trail)] == self.trail


@dataclass(frozen=True, slots=True)
class Directive:
    """The words of an ignore: `span` is where they stand in the text that they were read from."""

    names: tuple[str, ...]
    reason: str
    until: str
    whole_file: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Ignore:
    """An ignore: its words, where they are written, and where they hold."""

    names: tuple[str, ...]
    reason: str
    until: str
    at: Location
    reach: Reach


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A diagnostic that is left out, and the reason that was given for it."""

    diagnostic: Diagnostic
    reason: str


def directives(text: str) -> Iterator[Directive]:
    """Yield each `frontierkit: ignore[…] because …` in a text."""
    for found in _DIRECTIVE.finditer(text):
        names = tuple(filter(None, re.split(r"[\s,]+", found["names"] or "")))
        reason, until = reason_and_date(found["rest"])
        span = Span(found.start(), found.start() + len(found[0].rstrip()))
        yield Directive(names, reason, until, found["file"] is not None, span)


def reason_and_date(text: str) -> tuple[str, str]:
    """Return the reason in a text such as `because … until 2027-01-31`, and the date in it."""
    until = _UNTIL.search(text)
    without = text[: until.start()] + text[until.end() :] if until else text
    reason = _LEADING.sub("", without).strip()
    return (reason if re.search(r"\w", reason) else ""), (until[1] if until else "")
