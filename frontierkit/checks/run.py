"""Asks every selected check about everything of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from frontierkit.checks import load_check
from frontierkit.checks.check import Check
from frontierkit.checks.selection import Selection
from frontierkit.checks.subjects import SUBJECTS, WHEN
from frontierkit.diagnostics import Diagnostic, Finding
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
    selection: Selection, facts: Facts, reported: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """Return what the selected checks find, each thing once, in the order of files and lines.

    `reported` is what the stages before the checks found, under the names of checks.
    """
    found: dict[tuple[str, Finding], Diagnostic] = {}
    for diagnostic in (*reported, *_found(selection, facts)):
        name, finding = diagnostic.check, diagnostic.finding
        if name in selection.checks and selection.wants(name, finding.at.path):
            severity = selection.severity_of(name, finding.at.path, diagnostic.severity)
            found.setdefault((name, finding), Diagnostic(name, severity, finding))
    return tuple(sorted(found.values(), key=lambda diagnostic: diagnostic.sort_key))


def _found(selection: Selection, facts: Facts) -> Iterator[Diagnostic]:
    for name in selection.checks:
        if not _concerned(name, facts):
            continue
        check = load_check(name)
        # What is asked of diagnostics explains those of an earlier stage, which are there already.
        if check.on is not Diagnostic:
            for finding in _findings(check, facts):
                yield Diagnostic(name, check.severity, finding)


def _concerned(name: str, facts: Facts) -> bool:
    """Return whether there may be anything to ask a check: to import it takes longer than that."""
    kind, words = SUBJECTS.get(name), WHEN.get(name)
    if kind is not None and not facts.has(kind):
        return False
    return words is None or not facts.words.isdisjoint(words.split())


def _findings(check: Check[Any], facts: Facts) -> Iterator[Finding]:
    subject: object = None
    try:
        if not check.per_text:
            for subject in facts.each(check.on):
                yield from check.run(subject, facts)
            return
        for alike in facts.alike:
            if check.when and check.when.isdisjoint(alike.words):
                continue
            for subject in alike.queries:
                found = tuple(check.run(subject, facts))
                yield from found
                if not found:
                    break
    except Exception as error:
        words = f"{type(error).__name__}: {error}"
        raise CheckFailed(f"{check.name} failed on {_where(subject)} ({words})") from error


def _where(subject: object) -> str:
    place = getattr(subject, "place", None) or getattr(subject, "passage", None)
    place = getattr(place, "place", place)
    return f"{place.path}:{place.position().line}" if place else type(subject).__name__
