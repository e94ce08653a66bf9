"""Targets of what is scraped only while it runs: copied to `build/targets/` when active."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.emit.prometheus import target_group
from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_json


def target_files(project: Project) -> Iterator[OutputFile]:
    """Yield the targets of each engine and optional job, as Prometheus's file discovery reads them.

    A group with a label `engine` is for when that engine is active.
    """
    for job in project.jobs:
        if job.target_file:
            groups = [target_group(group) for group in job.beside]
            yield OutputFile(PurePosixPath(job.target_file), as_json(groups), str(job.place))
