"""Finds tests of alerts that there are not."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.tested_rules import alert_names, rules_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import RuleTest
from frontierkit.text import closest


@check("test/unknown_alert", on=RuleTest, severity=Severity.ERROR)
def unknown_alert(test: RuleTest, facts: Facts) -> Iterator[Finding]:
    """A test expects an alert to be quiet, and none of its rule files has such an alert.

    What does not exist does not fire: the test passes, before and after whatever it was written to
    guard against. promtool says nothing.

    Bad:
        files:
          rules.yml: |
            groups:
              - name: queues
                rules: [{alert: QueueLong, expr: queue_length > 10}]
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 5x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueTooLong}]

    Good:
        files:
          rules.yml: |
            groups:
              - name: queues
                rules: [{alert: QueueLong, expr: queue_length > 10}]
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: queue_length, values: 5x10}]
                alert_rule_test: [{eval_time: 5m, alertname: QueueLong}]

    Except: tests whose rule files are not all among the files that are checked.
    """
    rules = rules_of(test, facts.project)
    if rules is None:
        return
    known = set(alert_names(rules))
    for expected in test.alerts:
        if expected.alert.text not in known:
            meant = closest(expected.alert.text, known)
            yield Finding(
                f"no rule file of this test has an alert `{expected.alert}`",
                expected.alert.at(),
                f"did you mean `{meant}`?" if meant else "name an alert of its `rule_files`",
            )
