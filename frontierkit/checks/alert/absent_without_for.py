"""Finds alerts on absence that fire at once."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absences import absences
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/absent_without_for", on=Rule, severity=Severity.INFO, profile="strict")
def absent_without_for(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert on an absent series has no `for`.

    After a restart of Prometheus, and at a scrape that fails, everything is absent for a moment,
    and all such alerts fire.

    Bad:
        alert: QueueGone
        expr: absent(queue_length)

    Good:
        alert: QueueGone
        expr: absent(queue_length)
        for: 5m

    Except: `absent_over_time`, which waits by itself.
    """
    if rule.alerting and not rule.for_s:
        for call, _ in absences(rule.query, facts):
            if call.name == "absent":
                yield Finding(
                    f"`{rule.name}` fires at the first evaluation that finds nothing",
                    rule.query.at(span_of(call)),
                    "give it a `for` of a few scrapes, or ask `absent_over_time(…[5m])`",
                )
                return
