"""Finds alerts whose `for` is no multiple of the time between two evaluations."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from frontierkit.analysis.evaluation import evaluation_interval, spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/for_not_multiple", on=Rule, severity=Severity.INFO, profile="strict")
def for_not_multiple(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """The `for` of an alert is no multiple of the interval of its group.

    It ends between two evaluations, and the alert fires at the later one: `for: 90s` with an
    interval of one minute lasts two minutes.

    Bad:
        groups:
          - name: queues
            interval: 1m
            rules:
              - {alert: QueueLong, expr: queue_length > 10, for: 90s}

    Good:
        groups:
          - name: queues
            interval: 30s
            rules:
              - {alert: QueueLong, expr: queue_length > 10, for: 90s}
    """
    interval = evaluation_interval(rule.group, facts.project)
    if not rule.alerting or not rule.for_s or interval is None or rule.for_s < interval:
        return
    times = rule.for_s / interval
    if abs(times - round(times)) > 1e-6:
        wanted, real = spelled(rule.for_s), spelled(ceil(times) * interval)
        yield Finding(
            f"`for: {wanted}` of `{rule.name}` lasts `{real}`: it is evaluated every "
            f"`{spelled(interval)}`",
            rule.name.at(),
            f"write `for: {real}`, or evaluate the group more often",
        )
