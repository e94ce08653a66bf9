"""Finds selectors of scrape jobs that there are not."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import value_span
from frontierkit.analysis.rule_pairs import loaded_by
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, MatchOp, Presence, Values, restrict
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Matcher
from frontierkit.text import closest, listed

MOST_JOBS = 8


@check("metric/unscraped_job", on=Query, severity=Severity.ERROR)
def unscraped_job(query: Query, facts: Facts) -> Iterator[Finding]:
    """A matcher asks for a job that no scrape configuration has.

    The label `job` is the name of a scrape job, unless relabelling says otherwise. Nothing is
    stored under any other, whatever the metric is called.

    Bad:
        scrape: [{job_name: engines, static_configs: [{targets: ["app:80"]}]}]
        expr: sum(somebody_elses_total{job="engine"})

    Good:
        scrape: [{job_name: engines, static_configs: [{targets: ["app:80"]}]}]
        expr: sum(somebody_elses_total{job="engines"})

    Except: metrics of a catalog, of which label/unknown_value tells, names of recording rules,
    rules that no configuration at hand loads, and projects of whose jobs some are not at hand.
    """
    jobs = facts.world.jobs() if _belongs(query, facts.project) else None
    if not jobs:
        return
    for selector in facts.selectors(query):
        if selector.judged or selector.name is None or ":" in selector.name:
            continue
        for matcher in selector.node.matchers:
            if matcher.name == "job" and _none(matcher, selector, jobs):
                meant = closest(matcher.value or "", jobs)
                yield Finding(
                    f"no scrape job makes `{selector.name}` with a `job` that "
                    f"{'matches' if matcher.op == '=~' else 'is'} `{matcher.value}`",
                    query.at(value_span(matcher)),
                    f"did you mean `{meant}`?"
                    if meant
                    else f"the jobs are {listed(sorted(jobs)[:MOST_JOBS])}",
                )


def _belongs(query: Query, project: Project) -> bool:
    """Return whether a query is one of the Prometheus whose jobs are known."""
    owner = query.owner
    if isinstance(owner, Rule):
        return any(loaded_by(owner.group, config) for config in project.prometheus)
    return len(project.prometheus) == 1


def _none(matcher: Matcher, selector: SelectorFact, jobs: frozenset[str]) -> bool:
    """Return whether a positive matcher without variables lets no job through."""
    value = matcher.value
    if value is None or matcher in selector.open_matchers or matcher.op not in ("=", "=~"):
        return False
    if "$" in value.rstrip("$") or "[[" in value or not value:
        return False
    op: MatchOp = "=" if matcher.op == "=" else "=~"
    return restrict(Label(Presence.ALWAYS, Values(jobs)), op, value) is None
