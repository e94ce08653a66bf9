"""Whether what was read belongs to other Prometheus servers than those whose jobs are at hand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from frontierkit.analysis.containers import containers, mounts
from frontierkit.analysis.rule_pairs import loaded_by
from frontierkit.model.project import Project
from frontierkit.model.scrape import PrometheusConfig


def scraped_elsewhere(project: Project) -> bool:
    """Return whether some dashboards or rules lie outside the stack of every configuration.

    A repository of many programs has, somewhere, the `prometheus.yml` of a demonstration. Its
    jobs are not all that there are for the dashboards of the others.
    """
    configs = [config for config in project.prometheus if not _compiled(config.place.path)]
    if not configs:
        return False
    dashboards = {dashboard.place.path for dashboard in project.dashboards}
    roots = {_stack(config, project, dashboards) for config in configs}
    loaded = (
        group.path
        for group in project.rule_groups
        if not any(loaded_by(group, config) for config in project.prometheus)
    )
    return any(not _below(path, roots) for path in (*dashboards, *loaded))


def _stack(config: PrometheusConfig, project: Project, dashboards: Iterable[str]) -> str:
    """Return the folder of a configuration's stack: that of the compose file which mounts it.

    Otherwise the closest one above it that has dashboards; if none has any, the whole.
    """
    path = posixpath.normpath(config.place.path)
    mounting = [c.file.place.path for c in containers(project) if mounts(c, path)]
    folders = [posixpath.dirname(other) for other in (*mounting, path)]
    here = posixpath.commonpath(folders) if all(folders) else ""
    if mounting:
        return here
    while here and not any(_below(dashboard, (here,)) for dashboard in dashboards):
        above = posixpath.dirname(here)
        here = "" if above == here else above
    return here


def _below(path: str, folders: Iterable[str]) -> bool:
    path = posixpath.normpath(path)
    return any(not folder or path.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def _compiled(path: str) -> bool:
    return path.endswith(".py")
