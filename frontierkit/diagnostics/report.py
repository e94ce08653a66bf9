"""What a run says in the end: what it found, what it judged, and what it did not judge."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics.diagnostic import Diagnostic, Severity
from frontierkit.model.project import NotJudged

if TYPE_CHECKING:
    from frontierkit.diagnostics.suppression import Suppressed


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one thing: `Count("dashboard", 2)`. `noun` is in the singular."""

    noun: str
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a run.

    `judged` counts what was looked at; `not_judged` what was not, and why; `world` says in
    sentences which catalogs the queries were held against; `suppressed` is what somebody said to
    ignore, with the reasons.
    """

    diagnostics: tuple[Diagnostic, ...]
    judged: tuple[Count, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    world: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()

    def counts(self) -> Counter[Severity]:
        """Return how many diagnostics of each severity there are."""
        return Counter(diagnostic.severity for diagnostic in self.diagnostics)

    def worst(self) -> Severity | None:
        """Return the highest severity found; None if nothing was."""
        return max((diagnostic.severity for diagnostic in self.diagnostics), default=None)
