"""Finds alerts that no test keeps quiet."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.tested_rules import expectations
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("test/only_firing", on=Project, severity=Severity.INFO, profile="strict")
def only_firing(project: Project, facts: Facts) -> Iterator[Finding]:
    """The tests make an alert fire, and none expects it to be quiet.

    An alert that always fires passes them all.

    Bad:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 50x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong, exp_alerts: [{}]}]

    Good:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 5x5 50x10}]
                alert_rule_test:
                  - {eval_time: 5m, alertname: QueueLong}
                  - {eval_time: 15m, alertname: QueueLong, exp_alerts: [{}]}
    """
    for name, expected in expectations(project).items():
        if all(each.instances for each in expected):
            yield Finding(
                f"no test keeps `{name}` quiet",
                expected[0].alert.at(),
                "expect it to be quiet where all is well, or before its `for` has passed",
            )
