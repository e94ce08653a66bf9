"""Finds datasources whose address leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import datasource_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("datasource/unreachable", on=Project, severity=Severity.ERROR)
def unreachable(project: Project, facts: Facts) -> Iterator[Finding]:
    """A datasource has an address at which Grafana, in its container, finds nobody.

    Every panel is an error: "dial tcp 127.0.0.1:9090: connect: connection refused".

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", ports: ["9090:9090"]}
              grafana: {image: "grafana/grafana:12.1.0"}
          datasources.yaml: |
            apiVersion: 1
            datasources: [{name: Prometheus, type: prometheus, url: "http://localhost:9090"}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", ports: ["9090:9090"]}
              grafana: {image: "grafana/grafana:12.1.0"}
          datasources.yaml: |
            apiVersion: 1
            datasources: [{name: Prometheus, type: prometheus, url: "http://prometheus:9090"}]

    Except: judged only where one service of the compose files at hand is Grafana.
    """
    troubles = (Trouble.OWN, Trouble.APART, Trouble.PORT, Trouble.MISSPELT)
    for dial, problem in datasource_problems(project, *troubles):
        yield Finding(problem.message, dial.at, problem.help)
