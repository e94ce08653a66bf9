"""Leaves out what somebody said to ignore, and tells of what is wrong with having said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from frontierkit.checks import CHECKS, load_check
from frontierkit.checks.selection import Selection
from frontierkit.diagnostics import Diagnostic, Finding
from frontierkit.diagnostics.suppression import Ignore, Suppressed
from frontierkit.loading.files import Loaded
from frontierkit.model.location import Location, Place, Position
from frontierkit.text import closest

if TYPE_CHECKING:
    from datetime import date

UNREAD = "file/"
"""What checks of this family find is why nothing else was found in a file."""


class Told(NamedTuple):
    """What is left to be told, and what is left out."""

    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()


def suppress(
    found: Sequence[Diagnostic],
    loaded: Loaded,
    selection: Selection,
    *,
    partial: bool = False,
    today: date | None = None,
) -> Told:
    """Return what is left of diagnostics; `partial`: the run leaves out some of the sources.

    `today` decides which ignores have expired.
    """
    from frontierkit.loading.ignores import ignores_in

    ignores = (*ignores_in(loaded.sources), *loaded.ignores)
    used: set[tuple[int, str]] = set()
    live = [(n, ignore) for n, ignore in enumerate(ignores) if not _expiry(ignore, today)]
    kept: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for diagnostic in found:
        by = [*_suppressing(diagnostic, live)]
        used.update((number, name) for number, name, _ in by)
        if by:
            suppressed.append(Suppressed(diagnostic, by[0][2].reason))
        else:
            kept.append(diagnostic)
    unread = {d.finding.at.path for d in found if d.check.startswith(UNREAD)}
    for number, ignore in enumerate(ignores):
        told = [*_complaints(ignore, today)]
        if not partial and ignore.at.path not in unread and not _expiry(ignore, today):
            told += _unused(ignore, {name for n, name in used if n == number}, selection)
        kept += (
            _stamped(name, finding, selection)
            for name, finding in told
            if name in selection.checks and selection.wants(name, ignore.at.path)
        )
    return Told(tuple(sorted(kept, key=lambda d: d.sort_key)), tuple(suppressed))


def _suppressing(
    diagnostic: Diagnostic, ignores: Iterable[tuple[int, Ignore]]
) -> Iterator[tuple[int, str, Ignore]]:
    at = diagnostic.finding.at
    positions: frozenset[Position] | None = None
    for number, ignore in ignores:
        for name in ignore.names:
            if diagnostic.check == name or diagnostic.check.startswith(f"{name}/"):
                positions = positions or frozenset(_positions(at))
                if ignore.reach.holds(at, positions):
                    yield number, name, ignore


def _positions(at: Location) -> Iterator[Position]:
    """Yield where a finding stands: its characters, its text, and the call that it was made by."""
    from frontierkit.loading.part_of_text import PlaceOfPart
    from frontierkit.loading.sources_places import WrittenPlace

    yield at.position
    place: Place = at.place
    while isinstance(place, PlaceOfPart):
        place = place.whole
    yield place.position()
    if isinstance(place, WrittenPlace):
        yield Position(place.line, 1)


def _complaints(ignore: Ignore, today: date | None) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with an ignore, whatever was found."""
    expiry = _expiry(ignore, today)
    if expiry:
        help = "mend what it left out, or give it another date"
        yield "suppression/expired", Finding(expiry, ignore.at, help)
    if not ignore.reason:
        yield (
            "suppression/without_reason",
            Finding("this ignore gives no reason", ignore.at, "write `because` and why after it"),
        )
    if not ignore.names:
        yield (
            "suppression/unknown_check",
            Finding(
                "this ignore names no check",
                ignore.at,
                "name it in brackets, as `ignore[alert/dead]`",
            ),
        )
    for name in ignore.names:
        if not _known(name):
            meant = closest(name, (*CHECKS, *{check.partition("/")[0] for check in CHECKS}))
            hint = f"did you mean `{meant}`? " if meant else ""
            yield (
                "suppression/unknown_check",
                Finding(
                    f"no check and no family of checks is called `{name}`",
                    ignore.at,
                    f"{hint}`frontierkit explain` lists them all",
                ),
            )


def _unused(ignore: Ignore, used: set[str], selection: Selection) -> Iterator[tuple[str, Finding]]:
    """Yield each name of an ignore that leaves nothing out, although its checks ran."""
    for name in ignore.names:
        ran = _known(name) <= {c for c in selection.checks if selection.wants(c, ignore.at.path)}
        if _known(name) and ran and name not in used:
            yield (
                "suppression/unused",
                Finding(
                    f"there is nothing to ignore: `{name}` finds nothing here",
                    ignore.at,
                    "remove it, or move it to the line that it is about",
                ),
            )


def _known(name: str) -> frozenset[str]:
    """Return the checks that a name or family stands for."""
    return frozenset(c for c in CHECKS if c == name or c.startswith(f"{name}/"))


def _expiry(ignore: Ignore, today: date | None) -> str:
    """Return why an ignore no longer holds; empty if it does."""
    if not ignore.until:
        return ""
    from datetime import date

    try:
        last = date(*map(int, ignore.until.split("-")))
    except ValueError:
        return f"`{ignore.until}` is no date, so that this ignore does not hold"
    over = (today or date.today()) > last
    return f"this ignore has expired: it held until {ignore.until}" if over else ""


def _stamped(name: str, finding: Finding, selection: Selection) -> Diagnostic:
    severity = selection.severity_of(name, finding.at.path, load_check(name).severity)
    return Diagnostic(name, severity, finding)
