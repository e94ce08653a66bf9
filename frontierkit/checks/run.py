"""Asks every selected check about everything of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from frontierkit.checks import load_check
from frontierkit.checks.check import Check
from frontierkit.checks.selection import Selection
from frontierkit.diagnostics import Diagnostic, Finding, Problem
from frontierkit.errors import CannotRun

if TYPE_CHECKING:
    from frontierkit.analysis.facts import Facts


class CheckFailed(CannotRun):
    """A check stumbled over its subject: a bug of frontierkit."""

    hint = (
        "this is a bug of frontierkit; please report it together with that place. "
        "With FRONTIERKIT_TRACEBACK=1 it shows where; `--ignore` goes on without the check"
    )


def run_checks(
    selection: Selection, facts: Facts, problems: Iterable[Problem] = ()
) -> tuple[Diagnostic, ...]:
    """Return what the selected checks find, each thing once, in the order of files and lines.

    `problems` are what the stages before the checks found; the checks of their names take them up.
    """
    by_check: dict[str, list[Problem]] = {}
    for problem in problems:
        by_check.setdefault(problem.check, []).append(problem)
    found: dict[Finding, Diagnostic] = {}
    for name in selection.checks:
        check = load_check(name)
        severity = selection.severity.get(name, check.severity)
        subjects = by_check.get(name, ()) if check.on is Problem else facts.each(check.on)
        for finding in _findings(check, subjects, facts):
            if selection.wants(name, finding.at.path):
                found.setdefault(finding, Diagnostic(name, severity, finding))
    return tuple(sorted(found.values(), key=lambda diagnostic: diagnostic.sort_key))


def _findings(check: Check[Any], subjects: Iterable[object], facts: Facts) -> Iterator[Finding]:
    subject: object = None
    try:
        for subject in subjects:
            yield from check.run(subject, facts)
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        raise CheckFailed(f"{check.name} failed on {_where(subject)} ({words})") from error


def _where(subject: object) -> str:
    place = getattr(subject, "place", None) or getattr(subject, "passage", None)
    place = getattr(place, "place", place)
    return f"{place.path}:{place.position().line}" if place else type(subject).__name__
