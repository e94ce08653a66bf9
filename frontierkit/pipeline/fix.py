"""Mends what has one right repair, in the files that the user wrote, or shows how it would."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Diagnostic, Report
from frontierkit.loading.edited import edited
from frontierkit.loading.edits import CannotEdit, Edit, edits_of
from frontierkit.loading.files import Loaded
from frontierkit.loading.source_text import SourceText
from frontierkit.output.disk import explained, rewrite_file
from frontierkit.pipeline.lint import judge
from frontierkit.settings.read import ProjectSettings

MOST_PASSES = 10
"""How often files are mended and judged again: repairs that overlap take turns."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class NotFixed:
    """A finding whose repair cannot be written down, and why."""

    diagnostic: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """The new content of a file, and how many repairs are in it."""

    path: str
    before: str
    after: str
    content: bytes
    repairs: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is left to be told after the repairs; `changes` are those of all passes."""

    report: Report
    changes: tuple[Change, ...]
    not_fixed: tuple[NotFixed, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is mended: `load` reads it anew, `root` is the folder that its paths begin in."""

    load: Callable[[], Loaded]
    project: ProjectSettings
    catalogs: tuple[str, ...]
    root: Path
    wanted: Callable[[Diagnostic], bool] = bool


def fix(subject: Subject) -> Fixed:
    """Mend what can be mended, until nothing is left that can be."""
    made: list[Change] = []
    planned = propose(subject)
    for _ in range(MOST_PASSES):
        if not planned.changes:
            break
        for change in planned.changes:
            with explained(f"write `{change.path}`", "the file is as it was"):
                rewrite_file(subject.root / change.path, change.content)
        made += planned.changes
        planned = propose(subject)
    return Fixed(planned.report, tuple(made), planned.not_fixed)


def propose(subject: Subject) -> Fixed:
    """Return what one pass would change; nothing is written."""
    loaded = subject.load()
    report = judge(loaded, subject.project, subject.catalogs).report
    wanted = [d for d in report.diagnostics if d.finding.fix is not None and subject.wanted(d)]
    not_fixed: list[NotFixed] = []
    repairs = _repairs(wanted, loaded.sources, not_fixed)
    changes = []
    for path in sorted({repair.path for repair in repairs}):
        mine = [repair for repair in repairs if repair.path == path]
        change = _change(subject.root, loaded.sources[path], mine, not_fixed)
        changes += [change] if change is not None else []
    return Fixed(report, tuple(changes), tuple(not_fixed))


def difference(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its end."""
    from difflib import unified_diff

    for change in changes:
        before, after = _lines(change.before), _lines(change.after)
        for line in unified_diff(before, after, f"a/{change.path}", f"b/{change.path}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"(?<=\n)", text) if line]


class Repair(NamedTuple):
    """The edits of one file that mend a finding: all of them or none."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]

    @property
    def path(self) -> str:
        return self.edits[0].path


def _repairs(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, SourceText],
    not_fixed: list[NotFixed],
) -> list[Repair]:
    """Return the repairs of one pass: where two overlap, the first."""
    found: list[Repair] = []
    taken: set[Edit] = set()
    for diagnostic in diagnostics:
        assert diagnostic.finding.fix is not None
        try:
            edits = edits_of(diagnostic.finding.fix, sources)
        except CannotEdit as error:
            not_fixed.append(NotFixed(diagnostic, str(error)))
            continue
        new = [edit for edit in edits if edit not in taken]
        if new and not any(_overlap(edit, other) for edit in new for other in taken):
            found.append(Repair(diagnostic, tuple(new)))
            taken.update(new)
    return found


def _overlap(one: Edit, other: Edit) -> bool:
    return one.path == other.path and one.start <= other.end and other.start <= one.end


def _change(
    root: Path, source: SourceText, repairs: Sequence[Repair], not_fixed: list[NotFixed]
) -> Change | None:
    """Return the new content of a file: with all repairs, or else with those that do no harm."""
    made = [edit for repair in repairs for edit in repair.edits]
    try:
        edited(source, made)
    except CannotEdit:
        made = _harmless(source, repairs, not_fixed)
    try:
        return _written(root, source, made) if made else None
    except CannotEdit as error:
        not_fixed += (NotFixed(repair.diagnostic, str(error)) for repair in repairs)
        return None


def _harmless(
    source: SourceText, repairs: Sequence[Repair], not_fixed: list[NotFixed]
) -> list[Edit]:
    """Return the edits of all repairs that can be made together, the first ones first."""
    made: list[Edit] = []
    for repair in repairs:
        try:
            edited(source, [*made, *repair.edits])
        except CannotEdit as error:
            not_fixed.append(NotFixed(repair.diagnostic, str(error)))
        else:
            made += repair.edits
    return made


def _written(root: Path, source: SourceText, edits: Sequence[Edit]) -> Change:
    """Return the bytes of a file after edits: all others stay, line ends included."""
    raw = (root / source.path).read_bytes()
    mark = _BOM if raw.startswith(_BOM) else b""
    try:
        before = raw.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError:
        raise CannotEdit("the file is not in UTF-8") from None
    as_read = SourceText(source.path, before)
    after = before
    for edit in sorted(edits, reverse=True):
        line, column = source.position(edit.start)
        start = as_read.index(line - 1, column - 1)
        if not before.startswith(edit.old, start):
            raise CannotEdit("the file was changed meanwhile")
        after = after[:start] + edit.new + after[start + len(edit.old) :]
    content = mark + after.encode("utf-8")
    return Change(source.path.replace(os.sep, "/"), before, after, content, len(edits))
