"""Finds jobs that fetch Prometheus itself in place of what they are for."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialled import scrape_dials
from frontierkit.analysis.dialling import LOOPBACK
from frontierkit.analysis.exposed import catalogs_of, is_prometheus
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.images import listens_on
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import PrometheusConfig
from frontierkit.text import listed


@check("scrape/prometheus_as_another", on=PrometheusConfig, severity=Severity.ERROR)
def prometheus_as_another(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """A job for some exporter fetches the metrics of Prometheus itself.

    In Prometheus's container `localhost:9090` is Prometheus. The target is up, and not one series
    of what the job is for is there.

    Bad:
        files:
          compose.yaml: |
            services: {prometheus: {image: "prom/prometheus:v3.5.0"}}
          prometheus.yml: |
            scrape_configs: [{job_name: queues, static_configs: [{targets: ["localhost:9090"]}]}]

    Good:
        files:
          compose.yaml: |
            services: {prometheus: {image: "prom/prometheus:v3.5.0"}}
          prometheus.yml: |
            scrape_configs: [{job_name: self, static_configs: [{targets: ["localhost:9090"]}]}]

    Except: judged only where catalogs say what the job fetches, and a compose file who runs it.
    """
    jobs = {f"a target of the job `{job.name}`": job for job in config.jobs}
    for dial in scrape_dials(config, facts.project):
        job = jobs.get(dial.what)
        if job is None or dial.port != listens_on(dial.caller.service):
            continue
        if not (LOOPBACK.fullmatch(dial.host) or dial.host in dial.caller.names):
            continue
        catalogs = catalogs_of(job, facts)
        if catalogs and not any(map(is_prometheus, catalogs)):
            exporters = listed(catalog.exporter for catalog in catalogs)
            yield Finding(
                f"`{dial.address}` is Prometheus itself, and the job `{job.name}` is for "
                f"{exporters}",
                dial.at,
                "name the host and port of what the job is for",
            )
