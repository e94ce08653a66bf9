"""What reading files gathers: the parts of a project, findings about their shape, and gaps."""

from __future__ import annotations

from collections import Counter

from frontierkit.dataclass import dataclass, field
from frontierkit.diagnostics import Diagnostic, Finding, Related, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.model.compose import ComposeFile
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.datasource import Datasource
from frontierkit.model.location import Location, Place
from frontierkit.model.project import NotJudged, Project
from frontierkit.model.query import Query
from frontierkit.model.rules import RuleGroup, RuleTest
from frontierkit.model.scrape import PrometheusConfig

Trail = tuple[str, ...]


@dataclass(slots=True)
class Collected:
    """Filled by the lifts, one file after the other; turned into a `Project` at the end."""

    dashboards: list[Dashboard] = field(default_factory=list)
    rule_groups: list[RuleGroup] = field(default_factory=list)
    prometheus: list[PrometheusConfig] = field(default_factory=list)
    datasources: list[Datasource] = field(default_factory=list)
    rule_tests: list[RuleTest] = field(default_factory=list)
    alertmanagers: list[AlertmanagerConfig] = field(default_factory=list)
    compose_files: list[ComposeFile] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)

    def report(
        self,
        check: str,
        message: str,
        at: Location,
        help: str = "",
        *,
        severity: Severity = Severity.ERROR,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Record a finding about the shape of a file."""
        self.diagnostics.append(Diagnostic(check, severity, Finding(message, at, help, related)))

    def malformed(
        self,
        check: str,
        message: str,
        place: Place,
        help: str = "",
        *,
        trail: Trail = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Record that what stands at `place` has the wrong shape."""
        self.report(check, message, Location(place, trail), help, severity=severity)

    def not_judged(self, what: str, why: str, count: int = 1) -> None:
        """Record that something was read and will not be judged; `what` is in the singular."""
        self.gaps[what, why] += count

    def project(self) -> Project:
        """Return everything that was lifted."""
        return Project(
            dashboards=tuple(self.dashboards),
            rule_groups=tuple(self.rule_groups),
            prometheus=tuple(self.prometheus),
            datasources=tuple(self.datasources),
            rule_tests=tuple(self.rule_tests),
            queries=tuple(self.queries),
            alertmanagers=tuple(self.alertmanagers),
            compose_files=tuple(self.compose_files),
            not_judged=tuple(NotJudged(what, n, why) for (what, why), n in self.gaps.items()),
            has_datasource_provisioning=bool(self.datasources),
        )
