"""Everything that was declared, in a fixed order."""

from __future__ import annotations

from frontierkit.dataclass import dataclass, field
from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.model.compiled import CompiledConfig, CompiledDashboard
from frontierkit.model.compose import ComposeFile
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.datasource import Datasource
from frontierkit.model.engine import Engine
from frontierkit.model.query import Query
from frontierkit.model.rules import RuleGroup, RuleTest
from frontierkit.model.scrape import PrometheusConfig, ScrapeJob


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that was read and not judged, and why: `4 Loki panels`, `12 queries of job foo`."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """What a run judges and compiles. Iteration order is the order of declaration.

    `queries` belong to no dashboard and no rule: those of alerts that Grafana evaluates itself.
    """

    dashboards: tuple[Dashboard, ...] = ()
    rule_groups: tuple[RuleGroup, ...] = ()
    prometheus: tuple[PrometheusConfig, ...] = ()
    datasources: tuple[Datasource, ...] = ()
    rule_tests: tuple[RuleTest, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()
    has_datasource_provisioning: bool = field(default=False)
    queries: tuple[Query, ...] = ()
    alertmanagers: tuple[AlertmanagerConfig, ...] = ()
    compose_files: tuple[ComposeFile, ...] = ()
    compiled: tuple[CompiledDashboard, ...] = ()
    configs: tuple[CompiledConfig, ...] = ()
    engines: tuple[Engine, ...] = ()

    @property
    def jobs(self) -> tuple[ScrapeJob, ...]:
        """Every scrape job of every Prometheus configuration."""
        return tuple(job for config in self.prometheus for job in config.jobs)
