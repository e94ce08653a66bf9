"""Says what was mended in the user's files, would be or could not be; and keeps baselines."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from frontierkit.cli.say import note, say, style
from frontierkit.diagnostics import Report
from frontierkit.loading.files import load_files
from frontierkit.pipeline.baseline import lint_against, write_baseline
from frontierkit.pipeline.fix import Fixed, NotFixed, Subject, difference, fix, propose
from frontierkit.pipeline.lint import load_project
from frontierkit.settings.read import ProjectSettings
from frontierkit.text import one_line, plural, printable

COLOURS = {"+": "help", "-": "error", "@": "frame"}


def subject_of(
    project: ProjectSettings, paths: tuple[str, ...], catalogs: tuple[str, ...]
) -> Subject:
    """Return what is mended: files that were written by hand, or the sources of the project."""
    if paths:
        return Subject(lambda: load_files(paths), project, catalogs, Path())
    return Subject(lambda: load_project(project), project, catalogs, Path(project.root))


def mend(subject: Subject) -> Report:
    """Mend files, say so on stderr, and return what is left."""
    fixed = fix(subject)
    _say_what_is_left(fixed.not_fixed)
    if fixed.changes:
        files = len({change.path for change in fixed.changes})
        note(f"mended {_repairs(fixed)} in {plural(files, 'file')}")
    return fixed.report


def suggest(subject: Subject) -> Report:
    """Show what would be changed, and return what there is to tell of the files as they are."""
    fixed = propose(subject)
    dress = style()
    for line in difference(fixed.changes):
        text = printable(line) if sys.stdout.isatty() else line
        say(dress(COLOURS[text[0]], text) if text[0] in COLOURS else text)
    _say_what_is_left(fixed.not_fixed)
    if fixed.changes:
        note(f"would mend {_repairs(fixed)} in {plural(len(fixed.changes), 'file')}")
    else:
        note("there is nothing to mend")
    return fixed.report


def against(baseline: str, subject: Subject) -> Report:
    """Return what there is to tell apart from what is in a baseline."""
    return lint_against(baseline, subject)


def begin_baseline(path: str, subject: Subject) -> None:
    """Write a baseline of all that is found, and say so."""
    report = write_baseline(path, subject)
    note(f"wrote {plural(len(report.diagnostics), 'finding')} to {path}")


def _repairs(fixed: Fixed) -> str:
    return plural(sum(change.repairs for change in fixed.changes), "place")


def _say_what_is_left(not_fixed: Iterable[NotFixed]) -> None:
    for each in not_fixed:
        at = each.diagnostic.finding.at
        place = f"{at.path}:{at.position.line}:{at.position.column}"
        note(one_line(f"not mended: {place}: {each.diagnostic.check}: {each.why}"))
