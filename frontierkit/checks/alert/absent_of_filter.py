"""Finds `absent` of what a comparison lets through."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absences import absences
from frontierkit.analysis.canonical import unfiltered
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/absent_of_filter", on=Rule, severity=Severity.WARNING, profile="strict")
def absent_of_filter(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert asks whether the result of a comparison is absent.

    `absent(up == 1)` is there as soon as not one series is 1: whether all are down or none exists,
    nobody can tell; and as long as a single one is up, the others may be down.

    Bad:
        alert: QueueGone
        expr: absent(queue_length{queue="chat"} > 0)

    Good:
        alert: QueueGone
        expr: absent(queue_length{queue="chat"})
    """
    if not rule.alerting:
        return
    for call, asked in absences(rule.query, facts):
        comparisons = unfiltered(asked).comparisons
        if comparisons:
            yield Finding(
                f"`{call.name}` of a comparison does not tell a series that is gone from one that "
                f"is not `{comparisons[-1][0]}` its bound",
                rule.query.at(span_of(call)),
                "ask for the series and for the value in two alerts",
            )
