"""Finds rules whose labels replace one that the result is told apart by."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Aggregate


@check("rules/label_overwritten", on=Rule, severity=Severity.WARNING, profile="strict")
def label_overwritten(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule sets a label by which its expression groups.

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

    Except: a template, which may well be made of the label's own value, a label that has that value
    already, and one that the expression does not ask for by name.
    """
    found = facts.series(rule.query)
    grouped = _grouped(rule, facts)
    for name, text in {**rule.group.labels, **rule.labels}.items():
        label = found.label(name)
        kept = name in grouped and label.presence is not Presence.NEVER
        if kept and not _keeps(label, text.text):
            yield Finding(
                f"`{rule.name}` groups by `{name}`, and then sets it to `{text}`",
                text.at(),
                f"aggregate without `{name}`, or choose another name for the label",
            )


def _keeps(label: Label, text: str) -> bool:
    return "{{" in text or label.values.finite == frozenset((text,))


def _grouped(rule: Rule, facts: Facts) -> frozenset[str]:
    """Return the labels that `by` of any aggregation keeps."""
    return frozenset(
        label.name
        for node in facts.syntax(rule.query).nodes
        if isinstance(node, Aggregate) and node.modifier is not None and not node.without
        for label in node.modifier.names
    )
