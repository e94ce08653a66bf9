"""Reads a project or files, works out the facts, and asks the checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from frontierkit.analysis.facts import Facts
from frontierkit.checks.run import run_checks
from frontierkit.checks.selection import Selection, UnknownCheck, select_checks
from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Count, Report
from frontierkit.errors import UsageError
from frontierkit.loading.files import Loaded, load_files
from frontierkit.pipeline.extent import queried_names, unjudged
from frontierkit.pipeline.target import dialect
from frontierkit.pipeline.world import world_of
from frontierkit.settings.read import ProjectSettings

if TYPE_CHECKING:
    from frontierkit.diagnostics.suppression import Suppressed

_MARK = re.compile(r'frontierkit: ?ignore|"frontierkit"')
"""What stands in every text in which something is ignored."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was read, what follows from it, and what there is to say about it."""

    loaded: Loaded
    facts: Facts
    report: Report


def lint_files(
    paths: Sequence[str], project: ProjectSettings, catalogs: Iterable[str] = ()
) -> Report:
    """Judge files and folders that were written by hand. Nothing in them is executed.

    `catalogs` are files, or names of bundled ones, besides those of the settings.
    """
    return judge(load_files(paths), project, catalogs).report


def lint_sources(project: ProjectSettings, catalogs: Iterable[str] = ()) -> Report:
    """Run the project's sources and judge what they declare."""
    return judge(load_project(project), project, catalogs).report


def load_project(project: ProjectSettings) -> Loaded:
    """Run the project's sources and return what they declare."""
    from pathlib import Path

    from frontierkit.loading.sources import SourceOptions, load_sources

    settings = project.settings
    options = SourceOptions(settings.engines, settings.datasource, settings.timeouts.source)
    return load_sources(Path(project.root), settings.sources, options)


def judge(loaded: Loaded, project: ProjectSettings, catalogs: Iterable[str] = ()) -> Judged:
    """Return the facts about what was read, and the report of all selected checks."""
    selection = _selection(project)
    world = world_of(loaded.project, project, tuple(catalogs))
    facts = Facts.of(loaded.project, world, dialect(project))
    diagnostics = run_checks(selection, facts, loaded.findings)
    suppressed: tuple[Suppressed, ...] = ()
    if _may_ignore(loaded):
        from frontierkit.pipeline.suppress import suppress

        told = suppress(diagnostics, loaded, selection, partial=bool(project.settings.engines))
        diagnostics, suppressed = told.diagnostics, told.suppressed
    report = Report(
        diagnostics,
        tuple(Count(noun, number) for noun, number in loaded.judged.items()),
        (*loaded.project.not_judged, *unjudged(facts)),
        (world.describe(queried_names(facts)),),
        suppressed,
    )
    return Judged(loaded, facts, report)


def _may_ignore(loaded: Loaded) -> bool:
    """Return whether anybody may have said to ignore something: seldom, and quick to tell."""
    return bool(loaded.ignores) or any(
        "frontierkit" in source.text and _MARK.search(source.text)
        for source in loaded.sources.values()
    )


def _selection(project: ProjectSettings) -> Selection:
    try:
        return select_checks(project.settings, project.root)
    except UnknownCheck as error:
        raise UsageError(f"{project.at(error.word)}: {error}", error.hint) from None
