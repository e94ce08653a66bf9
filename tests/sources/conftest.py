"""The sources of this repository, run once, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.world import World
from frontierkit.loading.files import Loaded
from frontierkit.model.project import Project
from frontierkit.pipeline.lint import load_project
from frontierkit.settings import read_settings
from frontierkit.settings.read import ProjectSettings
from tests.offline import ROOT
from tests.sources.modules import source


@dataclass(frozen=True)
class Sources:
    """What `sources/` declares, with the settings of this repository."""

    settings: ProjectSettings
    loaded: Loaded

    @property
    def project(self) -> Project:
        return self.loaded.project

    def world(self, *changed: ExporterCatalog) -> World:
        """Return what the scrape jobs expose, by the bundled catalogs but for those given."""
        return World.of(self.project.jobs, changed, (), self.settings.settings.exporters)

    def facts(self) -> Facts:
        return Facts.of(self.project, self.world())


@pytest.fixture(scope="session")
def sources() -> Sources:
    settings = read_settings(str(ROOT))
    return Sources(settings, load_project(settings))


def unmeasurable() -> tuple[Any, ...]:
    """Return what `sources/unmeasurable.py` lists."""
    found: tuple[Any, ...] = source("unmeasurable").UNMEASURABLE
    return found
