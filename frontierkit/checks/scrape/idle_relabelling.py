"""Finds relabelling that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.scraped_from import idle_steps
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.location import Passage
from frontierkit.model.scrape import ScrapeJob


@check("scrape/idle_relabelling", on=ScrapeJob, severity=Severity.INFO, profile="strict")
def idle_relabelling(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A relabelling step changes no label of any target.

    Usually its regex was meant to match a part of the value, and it must match all of it.

    Bad:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
          relabel_configs: [{source_labels: [__address__], regex: app, target_label: name}]

    Good:
        - job_name: app
          static_configs: [{targets: ["app:8000"]}]
          relabel_configs: [{source_labels: [__address__], regex: "(app):.*", target_label: name}]
    """
    for step in idle_steps(job):
        label = step.target_label or step.regex
        yield Finding(
            f"this `{step.action}` of `{label}` changes no target of the job `{job.name}`",
            Passage(label, step.place, job.trail).at(),
            "a regex matches all of the value; the separator between several is `;`",
        )
