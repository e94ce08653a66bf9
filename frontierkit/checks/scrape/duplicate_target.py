"""Finds what is scraped twice."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.scraped_from import Items, StaticTarget, targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.scrape import PrometheusConfig, Relabel

Address = tuple[str, Items]


@check("scrape/duplicate_target", on=PrometheusConfig, severity=Severity.WARNING)
def duplicate_target(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """The same page is scraped twice, under different labels.

    Every series is there twice: `sum` counts double, and each alert is sent twice.

    Bad:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
        - job_name: engines
          static_configs: [{targets: ["app:8000"]}]

    Good:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
        - job_name: engines
          static_configs: [{targets: ["app:8001"]}]

    Except: jobs that keep different parts of what they fetch, by `metric_relabel_configs`.
    """
    first: dict[Address, StaticTarget] = {}
    for target in targets(config):
        before = first.setdefault((target.url, target.parameters), target)
        if before.labels == target.labels or _keeps(before) != _keeps(target):
            continue
        whose = (
            f"the job `{before.job.name}`" if before.job is not target.job else "this job itself"
        )
        yield Finding(
            f"`{target.url}` is scraped by {whose} already",
            target.written.at(),
            "scrape it once, with the labels of both",
            (Related("scraped here, too", before.written.at()),),
        )


def _keeps(target: StaticTarget) -> list[tuple[str, tuple[str, ...], str]]:
    """Return what decides which of the series a job keeps."""
    steps: tuple[Relabel, ...] = target.job.metric_relabel
    return [(step.action, step.source_labels, step.regex) for step in steps]
