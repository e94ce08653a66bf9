"""Finds alerts of different names that are the same."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rule_pairs import expression, loaded_together, static_labels
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule


@check("alert/duplicate_expression", on=Project, severity=Severity.WARNING, profile="strict")
def duplicate_expression(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two alerts of different names have the same expression, `for` and labels.

    They always fire together: two pages for one cause, or two people at work on it.

    Bad:
        - alert: QueueLong
          expr: queue_length > 10
        - alert: TooManyWait
          expr: (queue_length) > 10

    Good:
        - alert: QueueLong
          expr: queue_length > 10
        - alert: TooManyWait
          expr: queue_length > 100
    """
    first: dict[tuple[object, ...], list[Rule]] = {}
    for group in project.rule_groups:
        for rule in group.rules:
            if rule.alerting:
                key = (expression(rule.query, facts), rule.for_s or 0, static_labels(rule))
                first.setdefault(key, []).append(rule)
    for rules in first.values():
        for index, rule in enumerate(rules):
            before = next((b for b in rules[:index] if _another(b, rule, project)), None)
            if before is not None:
                yield Finding(
                    f"`{rule.name}` is the same alert as `{before.name}`",
                    rule.name.at(),
                    "remove one of the two, or make them differ by threshold, `for` or a label",
                    (Related("the first alert", before.name.at()),),
                )


def _another(one: Rule, other: Rule, project: Project) -> bool:
    return one.name.text != other.name.text and loaded_together(one.group, other.group, project)
