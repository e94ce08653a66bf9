"""Finds labels and values in annotations that are printed as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.template_texts import unrendered
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/template_literal", on=Rule, severity=Severity.ERROR)
def template_literal(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation or label names a label or the value outside of `{{ }}`.

    Only what stands between double braces is filled in. Whoever is paged reads
    "on { $labels.queue }}" and has to guess which one it is.

    Bad:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: "too many wait in { $labels.queue }}"}

    Good:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: "too many wait in {{ $labels.queue }}"}

    Except: texts that print braces, as templates of templates do.
    """
    if not rule.alerting:
        return
    for kind, texts in (("annotation", rule.annotations), ("label", rule.labels)):
        for name, text in texts.items():
            for span in unrendered(text.text):
                meant = text.text[span.start : span.end].strip()
                yield Finding(
                    f"the {kind} `{name}` shows `{meant}` as it is written",
                    text.at(span),
                    f"put it between double braces: `{{{{ {meant} }}}}`",
                )
