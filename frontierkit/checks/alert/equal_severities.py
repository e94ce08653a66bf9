"""Finds alerts of two severities that fire together."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.severities import severity_pairs
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project


@check("alert/equal_severities", on=Project, severity=Severity.WARNING, profile="strict")
def equal_severities(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two alerts on the same expression have the same threshold and different severities.

    The more severe one fires whenever the other does, and as soon: the milder one is of no use.

    Bad:
        - alert: QueueLong
          expr: queue_length > 10
          labels: {severity: warning}
        - alert: QueueVeryLong
          expr: queue_length > 10
          labels: {severity: critical}

    Good:
        - alert: QueueLong
          expr: queue_length > 10
          labels: {severity: warning}
        - alert: QueueVeryLong
          expr: queue_length > 10
          for: 1h
          labels: {severity: critical}

    Except: a critical alert that waits longer.
    """
    for mild, severe in severity_pairs(project, facts):
        if severe.beyond(mild) == 0 and (severe.rule.for_s or 0) <= (mild.rule.for_s or 0):
            yield Finding(
                f"`{mild.rule.name}` ({mild.severity}) never fires without "
                f"`{severe.rule.name}` ({severe.severity}): both at "
                f"`{severe.operator} {severe.number:g}`",
                mild.rule.name.at(),
                "let the more severe one wait longer or go further, or remove the other",
                (Related(f"the {severe.severity}", severe.rule.name.at()),),
            )
