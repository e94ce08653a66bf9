"""Finds scrape jobs whose failure no alert would tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import MatchOp, restrict
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Selector


@check("alert/unwatched_job", on=Project, severity=Severity.INFO, profile="strict")
def unwatched_job(project: Project, facts: Facts) -> Iterator[Finding]:
    """No alert asks whether the targets of a scrape job are up.

    When all targets of the job are gone, so are its series, and most alerts on them are silent: a
    comparison with nothing is nothing.

    Bad:
        scrape: [{job_name: app, static_configs: [{targets: ["app:80"]}]}]
        rules: [{alert: QueueLong, expr: 'queue_length > 10'}]

    Good:
        scrape: [{job_name: app, static_configs: [{targets: ["app:80"]}]}]
        rules: [{alert: TargetDown, expr: 'up == 0', for: 5m}]

    Except: projects without alerts.
    """
    alerts = [rule for rule in facts.each(Rule) if rule.alerting]
    read = [rule.query for rule in alerts]
    read += [rule.query for record in facts.records.values() for rule in record.rules]
    watching = [selector for query in read for selector in _ups(query, facts)]
    for scraping in facts.world.homes.jobs if alerts else ():
        if not any(_watches(selector, scraping) for selector in watching):
            yield Finding(
                f"no alert asks for `up` of the job `{scraping.job.name}`",
                scraping.job.name.at(),
                f'alert on `up{{job="{scraping.job.name}"}} == 0`, or on `absent` of it',
            )


def _ups(query: Query, facts: Facts) -> Iterator[Selector]:
    for selector in facts.selectors(query):
        if selector.name is None or selector.name == "up":
            yield selector.node


def _watches(selector: Selector, scraping: JobScraping) -> bool:
    """Return whether matchers may let targets of a job through."""
    labels = scraping.any_series
    if labels is None:
        return True
    return all(
        restrict(labels.get(m.name), cast(MatchOp, m.op), m.value or "") is not None
        for m in selector.matchers
        if m.name != "__name__" and m.op is not None
    )
