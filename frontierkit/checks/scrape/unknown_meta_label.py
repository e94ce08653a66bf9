"""Finds labels that a service discovery does not provide."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.meta_labels import never_provided
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob
from frontierkit.text import listed


@check("scrape/unknown_meta_label", on=ScrapeJob, severity=Severity.WARNING)
def unknown_meta_label(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """Relabelling reads a `__meta_…` label that no discovery of the job provides.

    It is empty on every target: `keep` drops them all, and a label that is copied from it is not
    there.

    Bad:
        - job_name: pods
          kubernetes_sd_configs: [{role: pod}]
          relabel_configs: [{source_labels: [__meta_kubernetes_pod], target_label: pod}]

    Good:
        - job_name: pods
          kubernetes_sd_configs: [{role: pod}]
          relabel_configs: [{source_labels: [__meta_kubernetes_pod_name], target_label: pod}]

    Except: discovery through files or HTTP, which may attach any label.
    """
    made: set[str] = set()
    for step in job.relabel:
        for source in step.source_passages:
            if source.text not in made and never_provided(source.text, job):
                yield Finding(
                    f"{_who(job)} provides no `{source}`",
                    source.at(),
                    "see the list of labels of this discovery in Prometheus's documentation",
                )
        made.add(step.target_label)
        if step.action == "labelmap" or "$" in step.target_label:
            return


def _who(job: ScrapeJob) -> str:
    if not job.discovery:
        return f"a static target of the job `{job.name}`"
    return f"discovery through {listed(job.discovery, 'or')}"
