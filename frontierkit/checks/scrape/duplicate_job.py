"""Finds scrape jobs of one name."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.location import Passage
from frontierkit.model.scrape import PrometheusConfig


@check("scrape/duplicate_job", on=PrometheusConfig, severity=Severity.ERROR)
def duplicate_job(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """Two scrape jobs of one configuration have the same name.

    Prometheus refuses the whole configuration: it does not start, and at a reload it goes on with
    the old one.

    Bad:
        - job_name: engines
        - job_name: engines

    Good:
        - job_name: engines
        - job_name: nodes
    """
    first: dict[str, Passage] = {}
    for job in config.jobs:
        before = first.setdefault(job.name.text, job.name)
        if before is not job.name:
            yield Finding(
                f"a scrape job is called `{job.name.text}` already",
                job.name.at(),
                "give each job a name of its own, or put the targets into one job",
                (Related("the first job of this name", before.at()),),
            )
