"""Finds `absent` of what an aggregation yields."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absences import absences
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Aggregate


@check("alert/absent_of_aggregation", on=Rule, severity=Severity.WARNING, profile="strict")
def absent_of_aggregation(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert asks whether the result of an aggregation is absent.

    It is only if all of the series are, just as without the aggregation; but `absent` of a selector
    carries the labels that the selector asks for, and of anything else it carries none. With
    `by` it does not fire for each group that is missing, as its author may have meant.

    Bad:
        alert: QueueGone
        expr: absent(sum by (queue) (queue_length{queue="chat"}))

    Good:
        alert: QueueGone
        expr: absent(queue_length{queue="chat"})
    """
    if not rule.alerting:
        return
    for call, asked in absences(rule.query, facts):
        if isinstance(asked, Aggregate):
            yield Finding(
                f"`{call.name}` of `{asked.op}` has no labels, and fires only if all series are "
                "gone",
                rule.query.at(span_of(call)),
                f"ask `{call.name}` of the selector itself, once for each series that must exist",
            )
