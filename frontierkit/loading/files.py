"""Files that were written by hand → project; a broken file is a finding, not a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Diagnostic, Severity
from frontierkit.loading.collected import Collected
from frontierkit.loading.decode import Binary, read_text
from frontierkit.loading.documents import Document, has_comments, looks_judged, read_documents
from frontierkit.loading.duplicates import report_duplicates
from frontierkit.loading.kinds import Kind
from frontierkit.loading.lift import JUDGED, lift
from frontierkit.loading.placeholders import template_language
from frontierkit.loading.source_text import SourceText, Unreadable
from frontierkit.loading.walk import FoundFile, walk
from frontierkit.model.location import Location, Origin
from frontierkit.model.project import Project

if TYPE_CHECKING:
    from frontierkit.diagnostics.suppression import Ignore


@dataclass(frozen=True, slots=True)
class Loaded:
    """What files hold, what is wrong with their shape, and how much of it can be judged.

    `judged` counts what will be judged, by its name in the singular; `sources` are the texts that
    were read, by path; `ignores` are those that stand in no text as such.
    """

    project: Project
    findings: tuple[Diagnostic, ...]
    judged: Mapping[str, int]
    sources: Mapping[str, SourceText]
    ignores: tuple[Ignore, ...] = ()


def load_files(paths: Sequence[str]) -> Loaded:
    """Read files and directories. Raises `UsageError` for a path that does not exist."""
    collected = Collected()
    sources: dict[str, SourceText] = {}
    documents: list[Document] = []
    for file in walk(paths):
        documents += _documents(file, collected, sources)
    # Datasources first: they say which language the queries of a dashboard are written in.
    documents.sort(key=lambda document: document.kind is not Kind.DATASOURCES)
    for document in documents:
        lift(document, collected)
    project = collected.project()
    if project.compose_files:
        from frontierkit.loading.mounts import with_absent_mounts

        project = with_absent_mounts(project, paths)
    return Loaded(
        project, tuple(collected.diagnostics), judged_in(project), MappingProxyType(sources)
    )


def _documents(
    file: FoundFile, collected: Collected, sources: dict[str, SourceText]
) -> list[Document]:
    """Return the documents of a file that are judged; report or count the others."""
    try:
        source = SourceText(file.shown, read_text(file.path))
    except Unreadable as error:
        _report_unreadable(error, _at(file, None, 0), collected)
        return []
    except Binary:
        if file.asked_for and _claims(file, ""):
            refused = Unreadable("it is not a text", 0, "is it the file that was meant?")
            _report_unreadable(refused, _at(file, None, 0), collected)
        else:
            _pass_over(file, "it is not a text", collected)
        return []
    sources[file.shown] = source
    try:
        read = read_documents(source, file.path)
    except Unreadable as error:
        _unreadable(file, source, error, collected)
        return []
    before = len(collected.diagnostics)
    judged = [inner for document in read.documents for inner in _unpacked(document, collected)]
    if judged:
        report_duplicates(read, collected)
    elif len(collected.diagnostics) == before:
        kinds = {document.kind for document in read.documents} or {Kind.EMPTY}
        kind = next(iter(sorted(kinds, key=lambda kind: kind.name)))
        _pass_over(file, f"it is {template_language(source.text) or kind.value}", collected)
    return judged


def _unpacked(document: Document, collected: Collected) -> list[Document]:
    from frontierkit.loading.kubernetes import CONTAINERS, unpack

    inner = list(unpack(document, collected)) if document.kind in CONTAINERS else [document]
    return [document for document in inner if document.kind in JUDGED]


def _at(file: FoundFile, source: SourceText | None, index: int) -> Location:
    line, column = source.position(index) if source is not None else (1, 1)
    return Location(Origin(file.shown, line, column))


def _pass_over(file: FoundFile, why: str, collected: Collected, at: Location | None = None) -> None:
    """Say of a file that was named, or count of one that was found, that it is not judged."""
    if file.asked_for:
        collected.report(
            "file/not_judged",
            f"this file is not judged: {why}",
            at or _at(file, None, 0),
            severity=Severity.INFO,
        )
    else:
        collected.not_judged("file", why)


def _unreadable(
    file: FoundFile, source: SourceText, error: Unreadable, collected: Collected
) -> None:
    """Report a file that is not what it claims to be, and pass over one that claims nothing."""
    at = _at(file, source, error.index)
    template = template_language(source.text)
    if template:
        _pass_over(file, f"it is {template}", collected, at)
    elif not source.text.strip():
        _pass_over(file, "it is empty", collected)
    elif looks_judged(source.text) or (file.asked_for and _claims(file, source.text)):
        _report_unreadable(error, at, collected)
    else:
        _pass_over(file, error.message, collected, at)


def _report_unreadable(error: Unreadable, at: Location, collected: Collected) -> None:
    help = error.help or "mend it there: until it can be read, nothing in the file is judged"
    collected.report("file/unreadable", error.message, at, help)


def _claims(file: FoundFile, text: str) -> bool:
    name = file.path.lower()
    return name.endswith((".yml", ".yaml")) or (name.endswith(".json") and not has_comments(text))


_COUNTS: Mapping[str, Callable[[Project], int]] = MappingProxyType(
    {
        "dashboard": lambda project: len(project.dashboards),
        "dashboard query": lambda project: sum(len(d.queries) for d in project.dashboards),
        "rule": lambda project: sum(len(group.rules) for group in project.rule_groups),
        "alert query": lambda project: len(project.queries),
        "scrape job": lambda project: len(project.jobs),
        "route": lambda project: sum(
            len(list(config.route.all())) for config in project.alertmanagers if config.route
        ),
        "service": lambda project: sum(len(file.services) for file in project.compose_files),
        "datasource": lambda project: len(project.datasources),
        "rule test": lambda project: len(project.rule_tests),
    }
)


def judged_in(project: Project) -> Mapping[str, int]:
    """Count what will be judged, by its name in the singular."""
    counts = {name: count(project) for name, count in _COUNTS.items()}
    return MappingProxyType({name: count for name, count in counts.items() if count})
