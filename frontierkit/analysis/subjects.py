"""Everything of one kind in a project, in the order of declaration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.model.compose import ComposeFile, Service
from frontierkit.model.dashboard import Annotation, Dashboard, Panel, Target, Variable
from frontierkit.model.datasource import Datasource
from frontierkit.model.engine import Engine
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule, RuleGroup, RuleTest
from frontierkit.model.scrape import PrometheusConfig, ScrapeJob


def queries(project: Project) -> Iterator[Query]:
    """Yield every query, those of dashboards first."""
    for dashboard in project.dashboards:
        yield from dashboard.queries
    for rule in rules(project):
        yield rule.query
    yield from project.queries


def panels(project: Project) -> Iterator[Panel]:
    """Yield every panel and row."""
    for dashboard in project.dashboards:
        yield from dashboard.panels


def targets(project: Project) -> Iterator[Target]:
    """Yield every query of a panel, in whatever language."""
    for panel in panels(project):
        yield from panel.targets


def rules(project: Project) -> Iterator[Rule]:
    """Yield every recording and alerting rule."""
    for group in project.rule_groups:
        yield from group.rules


def _variables(project: Project) -> Iterator[Variable]:
    for dashboard in project.dashboards:
        yield from dashboard.variables


def _annotations(project: Project) -> Iterator[Annotation]:
    for dashboard in project.dashboards:
        yield from dashboard.annotations


KINDS: dict[type, Callable[[Project], Iterable[object]]] = {
    Project: lambda project: (project,),
    Query: queries,
    Dashboard: lambda project: project.dashboards,
    Panel: panels,
    Target: targets,
    Variable: _variables,
    Annotation: _annotations,
    RuleGroup: lambda project: project.rule_groups,
    Rule: rules,
    RuleTest: lambda project: project.rule_tests,
    PrometheusConfig: lambda project: project.prometheus,
    ScrapeJob: lambda project: project.jobs,
    Datasource: lambda project: project.datasources,
    Engine: lambda project: project.engines,
    AlertmanagerConfig: lambda project: project.alertmanagers,
    ComposeFile: lambda project: project.compose_files,
    Service: lambda project: (s for file in project.compose_files for s in file.services),
}
"""What a check can be about, and how to find it."""
