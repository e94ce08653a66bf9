"""The world that a run is judged against: whose catalogs, and how that is told."""

from __future__ import annotations

from frontierkit.catalog.world import World
from frontierkit.model.project import Project
from frontierkit.pipeline.catalogs import named_catalogs
from frontierkit.pipeline.elsewhere import scraped_elsewhere
from frontierkit.settings.read import ProjectSettings

NORMALISED = ("llm:", "frontierkit:")
"""Prefixes of what the normalising rules of engines record, and nothing else."""


def world_of(project: Project, settings: ProjectSettings, extra: tuple[str, ...] = ()) -> World:
    """Return the world of the scrape jobs, and of the catalogs of settings and command line."""
    own = named_catalogs(settings.settings.catalogs, settings.root)
    given = named_catalogs(extra)
    return World.of(
        project.jobs,
        (*own.files, *given.files),
        (*own.bundled, *given.bundled),
        settings.settings.exporters,
        more_jobs=any(config.scrape_config_files for config in project.prometheus)
        or scraped_elsewhere(project),
        own_prefixes=NORMALISED if project.engines else (),
    )
