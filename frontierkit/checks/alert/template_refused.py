"""Finds templates of alerts that Prometheus refuses or cannot fill in."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialects import judged_as_promql
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.template_refusals import refusals
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/template_refused", on=Rule, severity=Severity.ERROR)
def template_refused(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation or label of an alert has a template that Prometheus refuses.

    The whole rule file is not loaded: none of its alerts fires. Of a field that does not exist
    Prometheus learns when the alert fires, and whoever is paged reads "error expanding template".

    Bad:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: "{{ humanise $value }} waiting on {{ $labels.queue }}"}

    Good:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: "{{ humanize $value }} waiting on {{ $labels.queue }}"}

    Except: rules for vmalert, which has more functions and variables.
    """
    if not rule.alerting or not judged_as_promql(rule.query, facts):
        return
    for kind, texts in (("annotation", rule.annotations), ("label", rule.labels)):
        for name, text in texts.items():
            for problem in refusals(text.text):
                yield Finding(
                    f"the template of the {kind} `{name}` is refused: {problem.message}",
                    text.at(problem.span),
                    "labels are `{{ $labels.name }}`, the value is `{{ $value | humanize }}`",
                )
