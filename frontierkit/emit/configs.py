"""Configurations of the programs beside Prometheus and Grafana, as they were declared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_yaml


def config_files(project: Project) -> Iterator[OutputFile]:
    """Yield each declared configuration: texts as they are, data as YAML."""
    for config in project.configs:
        text = config.content if isinstance(config.content, str) else as_yaml(config.content)
        yield OutputFile(PurePosixPath(config.path), text, str(config.place))
