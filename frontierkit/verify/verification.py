"""What the second opinions come to."""

from __future__ import annotations

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Diagnostic, Finding, Severity
from frontierkit.model.location import Location, Origin
from frontierkit.model.project import NotJudged
from frontierkit.output import OutputFile


@dataclass(frozen=True, slots=True)
class Verification:
    """Objections, what could not be judged and why, and the version of the promtool that was asked.

    Without objections the output may be published.
    """

    objections: tuple[Diagnostic, ...]
    skipped: tuple[NotJudged, ...]
    promtool: str | None


def objection(check: str, file: OutputFile, message: str, help: str = "") -> Diagnostic:
    """Say that an emitted file is not right, at the line that declared what is in it."""
    at = Location(_origin(file), (file.path.as_posix(),))
    return Diagnostic(check, Severity.ERROR, Finding(message, at, help))


def _origin(file: OutputFile) -> Origin:
    path, _, line = file.origin.rpartition(":")
    return Origin(path, int(line)) if path and line.isdigit() else Origin(file.path.as_posix(), 1)
