"""Finds alerts that carry their value in a label."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.template_prints import printed_values
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/value_in_label", on=Rule, severity=Severity.WARNING)
def value_in_label(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A label of an alert prints the value.

    Labels are what tells one alert from another: with each new value the old alert is resolved and
    another begins, with a notification of its own. What has a `for` begins to wait anew each time,
    and may never fire at all.

    Bad:
        alert: QueueLong
        expr: queue_length > 10
        for: 5m
        labels: {length: "{{ $value }}"}

    Good:
        alert: QueueLong
        expr: queue_length > 10
        for: 5m
        annotations: {length: "{{ $value }}"}

    Except: a decision on the value, as `{{ if gt $value 99.0 }}critical{{ else }}warning{{ end }}`,
    and a value that is always the same.
    """
    if not rule.alerting or facts.series(rule.query).range.constant is not None:
        return
    for name, text in rule.labels.items():
        for span in printed_values(text.text):
            waits = ", and its `for` begins anew" if rule.for_s else ""
            yield Finding(
                f"the label `{name}` of `{rule.name}` is the value: each new one is another "
                f"alert{waits}",
                text.at(span),
                "print it in an annotation",
            )
