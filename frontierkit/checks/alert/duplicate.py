"""Finds alerting rules that stand there twice."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rule_pairs import expression, loaded_together, static_labels
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule


@check("alert/duplicate", on=Project, severity=Severity.ERROR)
def duplicate(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two alerting rules have the same name, the same labels and the same expression.

    They fire as one alert, whose annotations change with each evaluation; who mends one of the two
    wonders why nothing changes.

    Bad:
        - alert: EngineDown
          expr: up{job="engine"} == 0
        - alert: EngineDown
          expr: (up{job="engine"}) == 0

    Good:
        - alert: EngineDown
          expr: up{job="engine"} == 0
        - alert: NodeDown
          expr: up{job="node"} == 0

    Except: rules of files of which it is not known that they are loaded together.
    """
    first: dict[tuple[object, ...], list[Rule]] = {}
    for group in project.rule_groups:
        for rule in group.rules:
            if rule.alerting:
                first.setdefault(_key(rule, facts), []).append(rule)
    for rules in first.values():
        for index, rule in enumerate(rules):
            before = next(
                (b for b in rules[:index] if loaded_together(b.group, rule.group, project)), None
            )
            if before is not None:
                yield Finding(
                    f"the alert `{rule.name}` is there already, with the same labels",
                    rule.name.at(),
                    "remove one of the two, or make them differ by a label",
                    (Related("the first rule", before.name.at()),),
                )


def _key(rule: Rule, facts: Facts) -> tuple[object, ...]:
    return (rule.name.text, expression(rule.query, facts), static_labels(rule))
