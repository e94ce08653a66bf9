"""Finds targets on a port on which their service does not listen."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("scrape/wrong_port", on=Project, severity=Severity.ERROR)
def wrong_port(project: Project, facts: Facts) -> Iterator[Finding]:
    """A target names a port on which its service does not listen.

    `9101:9100` publishes port 9100 of the container as 9101 of the machine. Other containers see
    9100 alone, and a scrape of 9101 is refused.

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node: {image: "prom/node-exporter:v1.9.1", ports: ["9101:9100"]}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["node:9101"]}]}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
              node: {image: "prom/node-exporter:v1.9.1", ports: ["9101:9100"]}
          prometheus.yml: |
            scrape_configs: [{job_name: node, static_configs: [{targets: ["node:9100"]}]}]

    Except: judged only for images whose port is known, without flags or variables that change it.
    """
    for dial, problem in scrape_problems(project, Trouble.PORT):
        yield Finding(problem.message, dial.at, problem.help)
