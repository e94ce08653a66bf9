"""Which queries are written in PromQL, and which in a language that only looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from frontierkit.model.dashboard import Dashboard
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql import foreign

if TYPE_CHECKING:
    from frontierkit.analysis.facts import Facts


def judged_as_promql(query: Query, facts: Facts) -> bool:
    """Return whether an expression that Prometheus refuses is a mistake.

    It is none in a file that uses MetricsQL anywhere: by its datasource, or in any expression.
    """
    owner = query.owner
    if isinstance(owner, Dashboard):
        return owner not in facts.in_metricsql
    if isinstance(owner, Rule):
        return owner.group.path not in facts.in_metricsql
    return not _foreign(query, facts)


def in_metricsql(facts: Facts) -> Iterator[Dashboard | str]:
    """Yield the dashboards, and the paths of the rule files, that use MetricsQL anywhere."""
    for dashboard in facts.project.dashboards:
        if dashboard.metricsql or any(_foreign(query, facts) for query in dashboard.queries):
            yield dashboard
    for group in facts.project.rule_groups:
        if group.metricsql or any(_foreign(rule.query, facts) for rule in group.rules):
            yield group.path


def _foreign(query: Query, facts: Facts) -> bool:
    """Return whether a query is in another language, as no query is that Prometheus takes."""
    return bool(facts.syntax(query).problems) and foreign(query.text) is not None
