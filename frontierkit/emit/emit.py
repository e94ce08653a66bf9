"""The whole build: every file that a project is compiled to."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.emit.alertmanager import alertmanager_files
from frontierkit.emit.configs import config_files
from frontierkit.emit.dashboards import dashboard_files
from frontierkit.emit.prometheus import prometheus_files
from frontierkit.emit.provisioning import provisioning_files
from frontierkit.emit.rule_tests import rule_test_files
from frontierkit.emit.rules import rule_files
from frontierkit.emit.targets import target_files
from frontierkit.model.project import Project
from frontierkit.output import OutputFile, OutputTree


def emit(project: Project) -> OutputTree:
    """Return the files of a build. Raises `OutputRefused` if two would be in each other's way.

    Paths mirror where the programs look: `prometheus/` is `/etc/prometheus`, and so on below
    `grafana/`; `targets/` is what is copied beside the releases for each engine that is active.
    """
    return OutputTree(_files(project))


def _files(project: Project) -> Iterator[OutputFile]:
    yield from dashboard_files(project)
    yield from rule_files(project)
    yield from prometheus_files(project)
    yield from alertmanager_files(project)
    yield from config_files(project)
    yield from rule_test_files(project)
    yield from provisioning_files(project)
    yield from target_files(project)
