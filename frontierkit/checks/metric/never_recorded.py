"""Finds queries of recorded metrics that are always empty, for what they are made of is absent."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import AbsentMetric, name_of, recorded_from_absent
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.text import Span


@check("metric/never_recorded", on=Query, per_text=True, severity=Severity.ERROR)
def never_recorded(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a recorded metric that is always empty.

    The rule that records it selects a metric that no exporter exposes. The rule loads, evaluates
    and records nothing; the panel says "No data", far away from the cause.

    Bad:
        files:
          rules.yml: |
            groups:
              - name: requests
                rules:
                  - record: "requests:rate5m"
                    expr: "sum(rate(requests_totl[5m]))"
                  - alert: NoRequests
                    expr: "requests:rate5m == 0"

    Good:
        files:
          rules.yml: |
            groups:
              - name: requests
                rules:
                  - record: "requests:rate5m"
                    expr: "sum(rate(requests_total[5m]))"
                  - alert: NoRequests
                    expr: "requests:rate5m == 0"
    """
    seen: set[str] = set()
    for selector in facts.selectors(query):
        name = selector.name
        if name is not None and name not in seen:
            seen.add(name)
            found = recorded_from_absent(name, facts)
            if found is not None:
                yield _finding(query, name_of(selector.node), name, *found)


def _finding(query: Query, span: Span, name: str, rule: Rule, absent: AbsentMetric) -> Finding:
    return Finding(
        f"`{name}` is always empty: it is made of `{absent.name}`, which no exporter exposes",
        query.at(span),
        "mend the rule that records it",
        (Related("the rule selects it here", rule.query.at(absent.span)),),
    )
