"""Finds targets that no service of the compose files is called."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("scrape/unknown_host", on=Project, severity=Severity.WARNING, profile="strict")
def unknown_host(project: Project, facts: Facts) -> Iterator[Finding]:
    """No service of the compose files is called as a target is.

    The target of an exporter that was taken out of the compose file stays down, and its alert is
    on for so long that nobody looks any more. A machine of the local network may have that name.

    Bad:
        files:
          compose.yaml: |
            services: {prometheus: {image: "prom/prometheus:v3.5.0"}}
          prometheus.yml: |
            scrape_configs: [{job_name: redis, static_configs: [{targets: ["redis:9121"]}]}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              redis: {image: "oliver006/redis_exporter:v1.74.0"}
          prometheus.yml: |
            scrape_configs: [{job_name: redis, static_configs: [{targets: ["redis:9121"]}]}]
    """
    for dial, problem in scrape_problems(project, Trouble.UNKNOWN):
        yield Finding(problem.message, dial.at, problem.help)
