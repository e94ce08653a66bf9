"""Finds jobs that scrape less often than a query looks back."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob

LOOKBACK_S = 300.0


@check("scrape/interval_beyond_lookback", on=ScrapeJob, severity=Severity.WARNING)
def interval_beyond_lookback(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A job scrapes less often than Prometheus looks back.

    A query takes the newest sample of the last five minutes. What is scraped every ten minutes is
    there for five and gone for five: dotted lines, and `absent` fires every time.

    Bad:
        - job_name: app
          scrape_interval: 10m

    Good:
        - job_name: app
          scrape_interval: 2m

    Except: Prometheus with another `--query.lookback-delta`.
    """
    if job.interval_s > LOOKBACK_S:
        yield Finding(
            f"the job `{job.name}` is scraped every `{spelled(job.interval_s)}`, and a query looks "
            f"back `{spelled(LOOKBACK_S)}`",
            job.name.at(),
            "scrape at least every `2m`: then one failed scrape leaves no gap",
        )
