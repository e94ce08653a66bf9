"""Finds recording rules that write the same series."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rule_pairs import (
    expression,
    has_no_labels,
    loaded_together,
    static_labels,
)
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule


@check("record/duplicate", on=Project, severity=Severity.ERROR)
def duplicate(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two recording rules write the same series.

    Prometheus keeps the sample that comes first and drops the other: the series jumps between the
    two, or one of the rules is without effect.

    Bad:
        - record: requests:rate5m
          expr: sum(rate(http_requests_total[5m]))
        - record: requests:rate5m
          expr: sum(rate(http_requests_total[1m]))

    Good:
        - record: requests:rate5m
          expr: sum(rate(http_requests_total[5m]))
        - record: requests:rate1m
          expr: sum(rate(http_requests_total[1m]))

    Except: rules whose results have labels by which they can differ, and rules of files of which
    it is not known that they are loaded together.
    """
    for record in facts.records.values():
        for index, rule in enumerate(record.rules):
            before = next((b for b in record.rules[:index] if _same(b, rule, project, facts)), None)
            if before is not None:
                yield Finding(
                    f"another rule records `{rule.name}` with the same labels",
                    rule.name.at(),
                    "give it a name or a label of its own, or remove one of the two",
                    (Related("the first rule", before.name.at()),),
                )


def _same(one: Rule, other: Rule, project: Project, facts: Facts) -> bool:
    together = loaded_together(one.group, other.group, project)
    if not together or static_labels(one) != static_labels(other):
        return False
    if expression(one.query, facts) == expression(other.query, facts):
        return True
    return has_no_labels(one.query, facts) and has_no_labels(other.query, facts)
