"""Finds probes that are not told what to probe."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.scraped_targets import FINDING_META_ONLY
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob

PROBE = "/probe"
TARGET = "__param_target"


@check("scrape/broken_probe", on=ScrapeJob, severity=Severity.ERROR)
def broken_probe(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A job asks an exporter to probe, and does not say what.

    The blackbox exporter is asked for `/probe?target=…`. Without relabelling that makes a
    `__param_target` of the address, it answers "Target parameter is missing" to every scrape.

    Bad:
        - job_name: probes
          metrics_path: /probe
          params: {module: [http_2xx]}
          static_configs: [{targets: ["app:8000"]}]

    Good:
        - job_name: probes
          metrics_path: /probe
          params: {module: [http_2xx]}
          static_configs: [{targets: ["app:8000"]}]
          relabel_configs:
            - {source_labels: [__address__], target_label: __param_target}
            - {source_labels: [__param_target], target_label: instance}
            - {target_label: __address__, replacement: "blackbox:9115"}
    """
    if job.metrics_path != PROBE or "module" not in job.params or "target" in job.params:
        return
    if not FINDING_META_ONLY.issuperset(job.discovery) or job.beside:
        return
    given = any(TARGET in group.labels for group in job.static)
    if not given and not any(_may_set(s.target_label, s.action) for s in job.relabel):
        yield Finding(
            f"nothing tells the probes of the job `{job.name}` what to probe: no step sets "
            f"`{TARGET}`",
            job.name.at(),
            "relabel `__address__` to `__param_target`, that to `instance`, and set `__address__` "
            "to the exporter's own",
        )


def _may_set(label: str, action: str) -> bool:
    return label == TARGET or "$" in label or action == "labelmap"
