"""Dashboards, in the classic JSON that Grafana provisions from files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_json

ROOT = PurePosixPath("grafana/dashboards")
GENERAL = "general"
"""The directory of the dashboards that lie in no folder of Grafana."""


def dashboard_files(project: Project) -> Iterator[OutputFile]:
    """Yield a file for each dashboard, in a directory for its folder."""
    for compiled in project.compiled:
        path = ROOT / directory(compiled.folder) / f"{compiled.uid}.json"
        yield OutputFile(path, as_json(compiled.payload), compiled.origin)


def directory(folder: str) -> str:
    """Return the directory for a folder of Grafana: its title in letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", folder.lower()).strip("-") or GENERAL
