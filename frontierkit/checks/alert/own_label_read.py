"""Finds templates that read a label which the alert itself adds."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.missing_labels import missing_in_templates, own_labels
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.rules import Rule


@check("alert/own_label_read", on=Rule, severity=Severity.ERROR)
def own_label_read(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A template reads a label that only the rule or its group adds.

    `$labels` holds the labels of the expression's result. Those below `labels:`, and `alertname`,
    come later, when the templates have been filled in: the text says "severity: ".

    Bad:
        alert: QueueLong
        expr: sum by (queue) (queue_length) > 10
        labels: {severity: page}
        annotations: {summary: "{{ $labels.severity }}: {{ $labels.queue }} is long"}

    Good:
        alert: QueueLong
        expr: sum by (queue) (queue_length) > 10
        labels: {severity: page}
        annotations: {summary: "page: {{ $labels.queue }} is long"}

    Except: what the expression's result may have as well.
    """
    for missing in missing_in_templates(rule, facts):
        if missing.name in own_labels(rule):
            given = rule.labels.get(missing.name) or rule.group.labels.get(missing.name)
            yield Finding(
                f"{missing.reader} reads `{missing.name}`, which is empty there: `$labels` has "
                "only what the expression yields",
                missing.at,
                "write the name itself" if given is None else f"write `{given.text}` itself",
                () if given is None else (Related("it is added here, later", given.at()),),
            )
