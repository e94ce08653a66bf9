"""Finds rules whose labels replace one that the result is told apart by."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.rules import Rule


@check("rules/label_overwritten", on=Rule, severity=Severity.WARNING, profile="strict")
def label_overwritten(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule sets a label that the series of its result have already.

    What the label said is lost. Where it was all that told two series apart they become one, and
    the rule fails: "vector contains metrics with the same labelset after applying rule labels".

    Bad:
        record: requests:rate5m
        expr: sum by (path) (rate(requests_total[5m]))
        labels: {path: all}

    Good:
        record: requests:rate5m
        expr: sum(rate(requests_total[5m]))
        labels: {path: all}

    Except: a template, which may well be made of the label's own value, and a label that has that
    value already.
    """
    found = facts.series(rule.query)
    for name, text in {**rule.group.labels, **rule.labels}.items():
        label = found.label(name)
        has = found.known and name in found.labels.named and label.presence is not Presence.NEVER
        if has and not _keeps(label, text.text):
            yield Finding(
                f"`{rule.name}` overwrites `{name}`, which its result has, with `{text}`",
                text.at(),
                f"aggregate without `{name}`, or choose another name for the label",
            )


def _keeps(label: Label, text: str) -> bool:
    return "{{" in text or label.values.finite == frozenset((text,))
