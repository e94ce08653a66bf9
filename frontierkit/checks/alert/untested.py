"""Finds alerts that no test names."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.tested_rules import expectations
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("alert/untested", on=Project, severity=Severity.INFO, profile="strict")
def untested(project: Project, facts: Facts) -> Iterator[Finding]:
    """No rule test names an alert, while other alerts are tested.

    Nobody has ever seen it fire, until the night when it should.

    Bad:
        files:
          rules.yml: |
            groups:
              - name: queues
                rules:
                  - {alert: QueueLong, expr: queue_length > 10}
                  - {alert: QueueGone, expr: absent(queue_length)}
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 50x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong, exp_alerts: [{}]}]

    Good:
        files:
          rules.yml: |
            groups:
              - name: queues
                rules: [{alert: QueueLong, expr: queue_length > 10}]
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 50x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong, exp_alerts: [{}]}]

    Except: projects without any test of an alert.
    """
    tested = expectations(project)
    if not tested:
        return
    for group in project.rule_groups:
        for rule in group.rules:
            if rule.alerting and rule.name.text not in tested:
                yield Finding(
                    f"no test names the alert `{rule.name}`",
                    rule.name.at(),
                    "add one that makes it fire, and one that keeps it quiet",
                )
