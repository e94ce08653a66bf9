"""Finds annotations that print a value which is always the same."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.template_prints import printed_values
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/constant_value", on=Rule, severity=Severity.INFO, profile="strict")
def constant_value(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation prints a value that is the same whenever the alert fires.

    `absent` is 1 and what passes `== 0` is 0: "current value: 1" tells nobody how bad it is. Of
    `a > 5 and b` the value is that of `a`, of `a < bool b` it is 1.

    Bad:
        alert: QueueGone
        expr: absent(queue_length)
        annotations: {summary: "the queue is gone, length {{ $value }}"}

    Good:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: "the queue is long: {{ $value }}"}
    """
    if not rule.alerting:
        return
    found = facts.series(rule.query)
    constant = found.range.constant
    if constant is None:
        return
    why = f": {found.why_range.text}" if found.why_range is not None else ""
    for name, text in rule.annotations.items():
        for span in printed_values(text.text):
            yield Finding(
                f"the annotation `{name}` prints a value that is always {constant:g}",
                text.at(span),
                f"leave it out, or `query` what is of interest{why}",
            )
