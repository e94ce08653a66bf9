"""Finds jobs that let exporters overwrite who they are."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob

PASSING_ON = ("federate", "push", "cadvisor", "kube-state", "gateway", "aggregat", "snmp", "otel")
"""Words in names and paths of what tells of others than itself."""


@check("scrape/honored_labels", on=ScrapeJob, severity=Severity.WARNING, profile="strict")
def honored_labels(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
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
    texts = [job.name.text, job.metrics_path]
    texts += [address.text for group in job.static for address in group.addresses]
    if job.honor_labels and not any(word in text.lower() for word in PASSING_ON for text in texts):
        yield Finding(
            f"the job `{job.name}` honours the labels of its targets, which pass on nobody else's",
            job.name.at(),
            "leave `honor_labels` out",
        )
