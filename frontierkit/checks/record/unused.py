"""Finds recorded names that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.selected_names import Selected, selected_names
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("record/unused", on=Project, severity=Severity.INFO, profile="strict")
def unused(project: Project, facts: Facts) -> Iterator[Finding]:
    """A recording rule records what no dashboard, alert or other rule reads.

    It is evaluated and stored all the same, and nobody notices when it breaks.

    Bad:
        - {record: "queue:max", expr: max(queue_length)}
        - {alert: QueueLong, expr: max(queue_length) > 10}

    Good:
        - {record: "queue:max", expr: max(queue_length)}
        - {alert: QueueLong, expr: "queue:max > 10"}

    Except: projects without dashboards and alerts, since others must be there to read it.
    """
    rules = [rule for group in project.rule_groups for rule in group.rules]
    if not project.dashboards and not any(rule.alerting for rule in rules):
        return
    read: Selected = selected_names(facts)
    for name, record in facts.records.items():
        if not read.has(name):
            yield Finding(
                f"nothing reads `{name}`",
                record.rules[0].name.at(),
                "remove the rule, or add what reads it to the files that are checked",
            )
