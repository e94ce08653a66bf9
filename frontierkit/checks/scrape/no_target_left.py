"""Finds jobs of which relabelling drops every target."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.scraped_from import dropping_step
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.location import Passage
from frontierkit.model.scrape import ScrapeJob


@check("scrape/no_target_left", on=ScrapeJob, severity=Severity.ERROR)
def no_target_left(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """Relabelling drops every target of a job.

    A regex of relabelling must match all of the value: `keep` with `app` drops `app:8000`. Nothing
    is scraped, and no target is there whose `up` could be 0.

    Bad:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
          relabel_configs: [{source_labels: [__address__], regex: app, action: keep}]

    Good:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
          relabel_configs: [{source_labels: [__address__], regex: "app:.*", action: keep}]
    """
    step = dropping_step(job)
    if step is not None:
        sources = ", ".join(f"`{name}`" for name in step.source_labels)
        yield Finding(
            f"`{step.action}` leaves no target of the job `{job.name}`: "
            f"`{step.regex}` against all of {sources or 'nothing'}",
            Passage(step.regex, step.place, job.trail).at(),
            "a regex matches all of the value; the separator between several is `;`",
        )
