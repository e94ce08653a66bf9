"""Finds alerts whose more severe form fires first."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.severities import severity_pairs
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project


@check("alert/inverted_severities", on=Project, severity=Severity.WARNING)
def inverted_severities(project: Project, facts: Facts) -> Iterator[Finding]:
    """Of two alerts on the same expression the more severe one has the milder threshold.

    The critical one fires first, and the warning comes when it is no news any more: most likely
    the thresholds, or the severities, are the wrong way round.

    Bad:
        - alert: QueueLong
          expr: queue_length > 100
          labels: {severity: warning}
        - alert: QueueVeryLong
          expr: queue_length > 10
          labels: {severity: critical}

    Good:
        - alert: QueueLong
          expr: queue_length > 10
          labels: {severity: warning}
        - alert: QueueVeryLong
          expr: queue_length > 100
          labels: {severity: critical}

    Except: a critical alert that waits longer than the warning, since a small excess that lasts may
    be worse than a large one that passes.
    """
    for mild, severe in severity_pairs(project, facts):
        if severe.beyond(mild) < 0 and (severe.rule.for_s or 0) <= (mild.rule.for_s or 0):
            yield Finding(
                f"`{severe.rule.name}` ({severe.severity}) fires at "
                f"`{severe.operator} {severe.number:g}`, before `{mild.rule.name}` "
                f"({mild.severity}) at `{mild.operator} {mild.number:g}`",
                severe.rule.name.at(),
                "swap the thresholds or the severities",
                (Related(f"the {mild.severity}", mild.rule.name.at()),),
            )
