"""Finds alerts that no test makes fire."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.tested_rules import expectations
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("test/only_quiet", on=Project, severity=Severity.WARNING, profile="strict")
def only_quiet(project: Project, facts: Facts) -> Iterator[Finding]:
    """The tests expect an alert to be quiet, and none makes it fire.

    An alert that can never fire passes them all.

    Bad:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 5x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong}]

    Good:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 50x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong, exp_alerts: [{}]}]
    """
    for name, expected in expectations(project).items():
        if not any(each.instances for each in expected):
            yield Finding(
                f"no test makes `{name}` fire",
                expected[0].alert.at(),
                "add a series that makes it fire, and `exp_alerts`",
            )
