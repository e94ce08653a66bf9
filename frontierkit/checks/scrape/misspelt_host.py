"""Finds targets whose name is nearly that of a service."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("scrape/misspelt_host", on=Project, severity=Severity.ERROR)
def misspelt_host(project: Project, facts: Facts) -> Iterator[Finding]:
    """A target is called nearly as a service is, and nobody is called so.

    `node_exporter` is not `node-exporter`: the name resolves to nothing, and the target is down.

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node-exporter: {image: "prom/node-exporter:v1.9.1"}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["node_exporter:9100"]}]}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node-exporter: {image: "prom/node-exporter:v1.9.1"}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["node-exporter:9100"]}]}]

    Except: where Prometheus shares a network with services of other files.
    """
    for dial, problem in scrape_problems(project, Trouble.MISSPELT):
        yield Finding(problem.message, dial.at, problem.help)
