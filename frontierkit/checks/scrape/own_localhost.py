"""Finds targets on a localhost that is Prometheus's own container."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("scrape/own_localhost", on=Project, severity=Severity.ERROR)
def own_localhost(project: Project, facts: Facts) -> Iterator[Finding]:
    """A target, or Alertmanager, is looked for on the localhost of Prometheus's own container.

    In a container `localhost` is the container. A node exporter that publishes port 9100 answers on
    the localhost of the machine, and Prometheus, in its own container, never gets there.

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node: {image: "prom/node-exporter:v1.9.1", ports: ["9100:9100"]}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["localhost:9100"]}]}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node: {image: "prom/node-exporter:v1.9.1", ports: ["9100:9100"]}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["node:9100"]}]}]

    Except: judged only where a compose file at hand runs this Prometheus, in a network of its own.
    """
    for dial, problem in scrape_problems(project, Trouble.OWN):
        yield Finding(problem.message, dial.at, problem.help)
