"""Reports scraped metrics that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.selected_names import selected_names
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.text import listed

MOST_NAMES = 5


@check("metric/unused", on=Project, severity=Severity.INFO, profile="strict")
def unused(project: Project, facts: Facts) -> Iterator[Finding]:
    """A scrape job stores metrics that no dashboard, alert or rule reads.

    Each costs memory and disk for as long as data is kept. What nobody looks at can be dropped
    with `metric_relabel_configs`, once in a while somebody has asked who still needs it.

    Bad:
        sources: |
          from frontierkit.authoring import alert, rule_group, scrape_job
          app = scrape_job("app", "app:80", exporter="exporter")
          rules = rule_group("queues", alert("QueueLong", "queue_length > 10"))

    Good:
        sources: |
          from frontierkit.authoring import alert, rule_group, scrape_job
          app = scrape_job("app", "app:80", exporter="exporter")
          rules = rule_group(
              "queues", alert("QueueLong", "queue_length > 10 and on () queue_workers == 0")
          )

    Except: jobs of which no catalog tells what they expose, and what a catalog includes from
    others, as the metrics of a runtime.
    """
    selected = selected_names(facts)
    if selected.open or not (project.dashboards or project.rule_groups):
        return
    for scraping in facts.world.homes.jobs:
        unread = sorted(name for name in _stored(scraping) if not selected.has(name))
        if unread:
            total = len(set(_stored(scraping)))
            more = f" and {len(unread) - MOST_NAMES} others" if len(unread) > MOST_NAMES else ""
            yield Finding(
                f"{len(unread)} of {total} metrics of the job `{scraping.job.name}` are read by "
                f"nothing: {listed(unread[:MOST_NAMES])}{more}",
                scraping.job.name.at(),
                "drop them with `metric_relabel_configs`, or show them",
            )


def _stored(scraping: JobScraping) -> Iterator[str]:
    for catalog in scraping.exporters:
        yield from (name for family in catalog.families for name in family.series_names())
