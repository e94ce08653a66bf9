"""Finds jobs of which one failed scrape leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.checks.scrape.interval_beyond_lookback import LOOKBACK_S
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob


@check("scrape/interval_near_lookback", on=ScrapeJob, severity=Severity.WARNING, profile="strict")
def interval_near_lookback(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A job scrapes so seldom that one failed scrape leaves a gap.

    A query takes the newest sample of the last five minutes. Where samples are three minutes apart,
    the failure of one means a minute without any.

    Bad:
        - job_name: app
          scrape_interval: 3m

    Good:
        - job_name: app
          scrape_interval: 2m
    """
    if LOOKBACK_S / 2 < job.interval_s <= LOOKBACK_S:
        yield Finding(
            f"the job `{job.name}` is scraped every `{spelled(job.interval_s)}`, and after one "
            f"failure a query that looks back `{spelled(LOOKBACK_S)}` finds nothing",
            job.name.at(),
            "scrape at least every `2m`",
        )
