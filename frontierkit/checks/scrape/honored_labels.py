"""Finds jobs that let exporters overwrite who they are."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.scrape import PrometheusConfig, ScrapeJob
from frontierkit.text import listed

PASSING_ON = ("federate", "push", "cadvisor", "kube-state", "gateway", "aggregat", "snmp", "otel")
"""Words in names and paths of what tells of others than itself."""


@check("scrape/honored_labels", on=PrometheusConfig, severity=Severity.WARNING, profile="strict")
def honored_labels(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """A job honours the labels of an ordinary exporter.

    What the exporter says then beats what Prometheus knows: a label `job` or `instance` on its page
    replaces that of the target, and `up` and the metrics no longer belong together.

    Bad:
        - job_name: app
          honor_labels: true
          static_configs: [{targets: ["app:8000"]}]

    Good:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]

    Except: federation, Pushgateway and others that pass on what is not their own.
    """
    jobs = [job for job in config.jobs if job.honor_labels and not _passes_on(job)]
    if jobs:
        first, *others = jobs
        words = ("job", "honours") if not others else ("jobs", "honour")
        yield Finding(
            f"the {words[0]} {listed(job.name.text for job in jobs)} {words[1]} the labels of "
            "targets that pass on nobody else's",
            first.name.at(),
            "leave `honor_labels` out",
            tuple(Related("this one, too", job.name.at()) for job in others),
        )


def _passes_on(job: ScrapeJob) -> bool:
    """Return whether a job seems to fetch what tells of others than itself."""
    texts = [job.name.text, job.metrics_path]
    texts += [address.text for group in job.static for address in group.addresses]
    return any(word in text.lower() for word in PASSING_ON for text in texts)
