"""The world that a run is judged against: whose catalogs, and how that is told."""

from __future__ import annotations

from frontierkit.catalog.bundled import bundled_names
from frontierkit.catalog.world import World
from frontierkit.errors import UsageError
from frontierkit.model.project import Project
from frontierkit.pipeline.catalogs import named_catalogs
from frontierkit.pipeline.elsewhere import scraped_elsewhere
from frontierkit.settings.read import ProjectSettings
from frontierkit.text import closest

NORMALISED = ("llm:", "frontierkit:")
"""Prefixes of what the normalising rules of engines record, and nothing else."""


def world_of(project: Project, settings: ProjectSettings, extra: tuple[str, ...] = ()) -> World:
    """Return the world of the scrape jobs, and of the catalogs of settings and command line."""
    own = named_catalogs(settings.settings.catalogs, settings.root)
    given = named_catalogs(extra)
    _refuse_unknown_exporters(settings, {file.name for file in (*own.files, *given.files)})
    return World.of(
        project.jobs,
        (*own.files, *given.files),
        (*own.bundled, *given.bundled),
        settings.settings.exporters,
        more_jobs=any(config.scrape_config_files for config in project.prometheus)
        or scraped_elsewhere(project),
        own_prefixes=NORMALISED if project.engines else (),
    )


def _refuse_unknown_exporters(settings: ProjectSettings, files: set[str]) -> None:
    """Raise `UsageError` if the settings give the release of an exporter that has no catalog."""
    for name in settings.settings.exporters:
        if name not in files and name not in bundled_names():
            meant = closest(name, (*bundled_names(), *files))
            raise UsageError(
                f"{settings.at(name)}: no catalog is called `{name}`",
                f"did you mean `{meant}`?" if meant else "`frontierkit catalog list` shows them",
            )
