"""Finds recorded names that promise a label which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.rules import Rule
from frontierkit.text import Span, listed


@check("record/misnamed_level", on=Rule, severity=Severity.WARNING, profile="strict")
def misnamed_level(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """The name of a record begins with a label that its result never has.

    By custom a name is `level:metric:operations`, and the level lists the labels that are left.
    Who reads `job:requests:rate5m` groups and joins by `job`, and finds nothing.

    Bad:
        record: job:requests:rate5m
        expr: sum by (path) (rate(requests_total[5m]))

    Good:
        record: path:requests:rate5m
        expr: sum by (path) (rate(requests_total[5m]))

    Except: names with another number of colons than two, and levels that are no label.
    """
    level, _, rest = rule.name.text.partition(":")
    if rule.alerting or rest.count(":") != 1 or not level or level in rule.labels:
        return
    found = facts.series(rule.query)
    label = found.label(level)
    if label.presence is not Presence.NEVER or label.why is None or label.why.span is None:
        return  # it is no label at all, or may be there
    if _has(level, rule, facts):
        left = found.labels.possible()
        yield Finding(
            f"`{rule.name}` is recorded without the label `{level}`: {label.why.text}",
            rule.name.at(Span(0, len(level))),
            f"it has {listed(left)}" if left else "it has no labels: leave the level empty",
            (
                Related(
                    label.why.text, (label.why.passage or rule.query.passage).at(label.why.span)
                ),
            ),
        )


def _has(name: str, rule: Rule, facts: Facts) -> bool:
    """Return whether what the rule selects has such a label."""
    return any(
        source.whole.label(name).presence is not Presence.NEVER
        for selector in facts.selectors(rule.query)
        for source in selector.sources
    )
