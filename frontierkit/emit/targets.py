"""What is scraped of each engine: copied to `build/targets/` while the engine is active."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.emit.prometheus import target_group
from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_json


def target_files(project: Project) -> Iterator[OutputFile]:
    """Yield the targets of each engine, as Prometheus's file discovery reads them."""
    for engine in project.engines:
        groups = [target_group(group) for group in engine.targets]
        path = PurePosixPath("targets") / f"{engine.name}.json"
        yield OutputFile(path, as_json(groups), str(engine.place))
