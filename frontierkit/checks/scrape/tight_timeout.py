"""Finds timeouts that leave no pause between two scrapes."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob

MOST = 0.9


@check("scrape/tight_timeout", on=ScrapeJob, severity=Severity.WARNING, profile="strict")
def tight_timeout(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A scrape may take nearly as long as the time until the next one.

    A slow target then holds its connection all the time, and samples lose their even spacing.

    Bad:
        - job_name: app
          scrape_interval: 10s
          scrape_timeout: 10s

    Good:
        - job_name: app
          scrape_interval: 10s
          scrape_timeout: 8s
    """
    if "scrape_timeout" in job.options and MOST * job.interval_s <= job.timeout_s <= job.interval_s:
        yield Finding(
            f"a scrape of the job `{job.name}` may take `{spelled(job.timeout_s)}` of its "
            f"`{spelled(job.interval_s)}`",
            job.name.at(),
            "let it time out earlier, or scrape less often",
        )
