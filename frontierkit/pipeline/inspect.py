"""Tells what expressions are, in the world that the settings, files or sources describe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.inspection import Inspection, inspect
from frontierkit.loading.files import load_files
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Origin, Passage
from frontierkit.model.project import Project
from frontierkit.model.query import Query, Role
from frontierkit.pipeline.lint import load_project
from frontierkit.pipeline.target import dialect
from frontierkit.pipeline.world import world_of
from frontierkit.promql import FLAGS, parse
from frontierkit.settings.read import ProjectSettings

HERE = Origin("the expression", 1)


class Inspector:
    """Answers for one expression after the other. Whatever needs a feature flag is understood."""

    def __init__(
        self, declared: Project, project: ProjectSettings, catalogs: Iterable[str] = ()
    ) -> None:
        self._dialect = dialect(project)._replace(features=FLAGS)
        world = world_of(declared, project, tuple(catalogs))
        self._facts = Facts.of(declared, world, self._dialect)

    def ask(self, expr: str) -> Inspection:
        """Return what an expression is; in one that Grafana's variables are in, they are open."""
        with_variables = parse(expr, self._dialect._replace(grafana=True)).variables
        owner = _NO_DASHBOARD if with_variables else None
        return inspect(Query(Passage(expr, HERE), Role.PANEL, owner), self._facts)


def inspector(
    project: ProjectSettings, catalogs: Iterable[str] = (), paths: Sequence[str] = ()
) -> Inspector:
    """Return who answers by the rules and scrape jobs of files, which may be none."""
    declared = load_files(paths).project if paths else Project()
    return Inspector(declared, project, catalogs)


def inspector_of_sources(project: ProjectSettings, catalogs: Iterable[str] = ()) -> Inspector:
    """Return who answers by what the project's sources declare; that runs them."""
    return Inspector(load_project(project).project, project, catalogs)


_NO_DASHBOARD = Dashboard(
    uid=None,
    title=None,
    panels=(),
    variables=(),
    annotations=(),
    links=(),
    inputs=(),
    tags=(),
    schema_version=None,
    refresh=None,
    time_from=None,
    folder=None,
    place=HERE,
)
"""Where variables stand that nobody declares: they may be anything."""
