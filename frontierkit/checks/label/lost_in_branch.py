"""Finds labels in templates that one side of an `or` does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.templates import label_uses
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.rules import Rule

STANDING_IN = re.compile(r"\b(?:absent|absent_over_time|vector)\s*\(")


@check("label/lost_in_branch", on=Rule, severity=Severity.WARNING, profile="strict")
def lost_in_branch(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A template reads a label that one side of an `or` never has.

    Where that side is what fires, the text has a gap: "queue  is long".

    Bad:
        alert: QueueLong
        expr: queue_length > 10 or sum(queue_length) > 100
        annotations: {summary: "queue {{ $labels.queue }} is long"}

    Good:
        alert: QueueLong
        expr: queue_length > 10 or sum by (queue) (queue_length) > 100
        annotations: {summary: "queue {{ $labels.queue }} is long"}

    Except: what a condition asks for, `{{ if $labels.queue }}` or `{{ with $labels.queue }}`, and
    expressions with `absent` or `vector`, which stand in for what is not there.
    """
    branches = facts.series(rule.query).branches
    if not rule.alerting or len(branches) < 2 or STANDING_IN.search(rule.query.text):
        return
    for kind, texts in (("annotation", rule.annotations), ("label", rule.labels)):
        for name, text in texts.items():
            for use in label_uses(text.text, "annotation"):
                labels = [branch.label(use.label) for branch in branches]
                without = [label for label in labels if label.presence is Presence.NEVER]
                if without and len(without) < len(labels) and not _asked(text.text, use.label):
                    yield Finding(
                        f"the {kind} `{name}` reads `{use.label}`, which one side of the `or` "
                        "never has",
                        text.at(use.span),
                        f"keep `{use.label}` on each side, or ask for it with `{{{{ with }}}}`",
                        _related(without[0], rule),
                    )


def _asked(text: str, label: str) -> bool:
    """Return whether a template asks whether the label is there."""
    return any(f"{word} $labels.{label}" in text for word in ("if", "with", "eq", "ne"))


def _related(label: Label, rule: Rule) -> tuple[Related, ...]:
    why = label.why
    if why is None or why.span is None:
        return ()
    return (Related(why.text, (why.passage or rule.query.passage).at(why.span)),)
