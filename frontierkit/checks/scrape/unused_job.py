"""Finds jobs whose metrics nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.exposed import catalogs_of
from frontierkit.analysis.facts import Facts
from frontierkit.catalog.shelf import SCRAPE
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.model.scrape import ScrapeJob


@check("scrape/unused_job", on=Project, severity=Severity.INFO, profile="strict")
def unused_job(project: Project, facts: Facts) -> Iterator[Finding]:
    """No dashboard and no rule asks for anything that a job fetches.

    It costs memory and disk every day. Often a dashboard is missing, or asks for other names.

    Bad:
        scrape:
          - {job_name: queues, static_configs: [{targets: ["app:80"]}]}
        expr: up{job="other"}

    Good:
        scrape:
          - {job_name: queues, static_configs: [{targets: ["app:80"]}]}
        expr: queue_length

    Except: jobs of which no catalog says what they expose.
    """
    queries = facts.each(Query)
    used: set[ScrapeJob] = set()
    for query in queries:
        for selector in facts.selectors(query):
            if selector.names is None:
                return
            for source in selector.sources:
                if source.alive:
                    origins = (o for o in source.whole.origins if o.exporter.name != SCRAPE)
                    used.update(origin.job for origin in origins if origin.job is not None)
    for job in project.jobs if queries else ():
        if job not in used and catalogs_of(job, facts):
            yield Finding(
                f"no dashboard and no rule asks for a metric of the job `{job.name}`",
                job.name.at(),
                "use what it exposes, or no longer scrape it",
            )
