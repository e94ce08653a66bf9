"""Finds alerts that wait less long than what they read takes to come to them."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rule_reads import lag, lags, reads
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule
from frontierkit.text import listed


@check("record/lagging", on=Project, severity=Severity.INFO, profile="strict")
def lagging(project: Project, facts: Facts) -> Iterator[Finding]:
    """An alert reads what other groups record, and that is older than its `for`.

    Groups are evaluated independently: each that passes a value on adds up to one interval. An
    alert that is to fire after a minute then speaks of what was several minutes ago.

    Bad:
        - name: slow
          interval: 5m
          rules: [{record: "queue:max", expr: max(queue_length)}]
        - name: alerts
          interval: 1m
          rules: [{alert: QueueLong, expr: "queue:max > 10", for: 1m}]

    Good:
        - name: slow
          interval: 30s
          rules: [{record: "queue:max", expr: max(queue_length)}]
        - name: alerts
          interval: 1m
          rules: [{alert: QueueLong, expr: "queue:max > 10", for: 1m}]
    """
    known = lags(facts) if facts.records else {}
    for rule in facts.each(Rule) if known else ():
        late = lag(rule, facts, known) if rule.alerting and rule.for_s else 0.0
        if late > (rule.for_s or 0.0):
            names = listed(sorted({read.name for read in reads(rule, facts)}))
            yield Finding(
                f"{names} may be `{spelled(late)}` old, and `{rule.name}` waits "
                f"`{spelled(rule.for_s or 0.0)}`",
                rule.query.at(),
                "record it in the group of the alert, or more often",
            )
