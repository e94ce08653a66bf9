"""Which queries are written in PromQL, and which in a language that only looks like it."""

from __future__ import annotations

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
        return not owner.metricsql and not any(map(_foreign, owner.queries))
    if isinstance(owner, Rule):
        groups = [g for g in facts.project.rule_groups if g.path == owner.group.path]
        rules = [rule for group in groups for rule in group.rules]
        return not any(g.metricsql for g in groups) and not any(_foreign(r.query) for r in rules)
    return not _foreign(query)


def _foreign(query: Query) -> bool:
    return foreign(query.text) is not None
