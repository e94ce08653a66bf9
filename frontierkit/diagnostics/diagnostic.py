"""One thing to tell the user, and how serious it is."""

from __future__ import annotations

from enum import IntEnum

from frontierkit.dataclass import dataclass
from frontierkit.model.location import Location
from frontierkit.text import Span


class Severity(IntEnum):
    """How bad it is, lowest first: worth knowing, probably wrong, provably wrong."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Related:
    """A further place that belongs to a finding, and what is to be seen there."""

    message: str
    at: Location


@dataclass(frozen=True, slots=True)
class Fix:
    """The one right repair: put `replacement` where `span` of the text at `at` stands.

    `again` is where else in that text it is to stand, too.
    """

    description: str
    at: Location
    span: Span
    replacement: str
    again: tuple[Span, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All characters that give way."""
        return (self.span, *self.again)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before the engine says which check and how serious."""

    message: str
    at: Location
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, stamped with the check that made it."""

    check: str
    severity: Severity
    finding: Finding

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        at = self.finding.at
        return (at.path, *at.position, self.check, self.finding.message)
