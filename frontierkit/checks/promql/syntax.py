"""Finds expressions that Prometheus refuses."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialects import judged_as_promql
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.promql.brackets import unclosed
from frontierkit.text import Span


@check("promql/syntax", on=Query, severity=Severity.ERROR)
def syntax(query: Query, facts: Facts) -> Iterator[Finding]:
    """Prometheus refuses an expression.

    A rule file with one such expression is not loaded at all; a panel shows an error. What only a
    later release understands, or one with a feature flag, is refused as well: the settings name
    the release that runs.

    Bad:
        sum(rate(requests_total)) by (path)

    Good:
        sum(rate(requests_total[5m])) by (path)

    Except: files that use MetricsQL.
    """
    problems = facts.syntax(query).problems
    if problems and judged_as_promql(query, facts):
        for problem in problems:
            span = Span(problem.start, problem.end) if problem.end > problem.start else None
            yield Finding(problem.message, query.at(span), "", _related(query))


def _related(query: Query) -> tuple[Related, ...]:
    opened = unclosed(query.text)
    return () if opened is None else (Related("nothing closes this", query.at(Span(*opened))),)
