"""Finds targets in a network in which Prometheus is not."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_problems
from frontierkit.analysis.dialling import Trouble
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("scrape/no_common_network", on=Project, severity=Severity.ERROR)
def no_common_network(project: Project, facts: Facts) -> Iterator[Finding]:
    """A target is a service that has no network in common with Prometheus.

    Docker resolves the name of a service only for those that share a network with it: the scrape
    ends with "no such host", and `up` is 0 for ever.

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", networks: [monitoring]}
              engine: {image: "vllm/vllm-openai:v0.10.2", networks: [inference]}
            networks: {monitoring: {}, inference: {}}
          prometheus.yml: |
            scrape_configs: [{job_name: engine, static_configs: [{targets: ["engine:8000"]}]}]

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", networks: [monitoring, inference]}
              engine: {image: "vllm/vllm-openai:v0.10.2", networks: [inference]}
            networks: {monitoring: {}, inference: {}}
          prometheus.yml: |
            scrape_configs: [{job_name: engine, static_configs: [{targets: ["engine:8000"]}]}]
    """
    for dial, problem in scrape_problems(project, Trouble.APART):
        yield Finding(problem.message, dial.at, problem.help)
