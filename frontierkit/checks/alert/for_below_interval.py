"""Finds alerts whose `for` is shorter than the time between two evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import evaluation_interval, spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/for_below_interval", on=Rule, severity=Severity.WARNING)
def for_below_interval(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """The `for` of an alert is shorter than the interval of its group.

    An alert is looked at once in an interval: it is pending at one evaluation and fires at the
    next. With `for: 10s` and an interval of one minute it fires after a minute, not after ten
    seconds.

    Bad:
        groups:
          - name: queues
            interval: 1m
            rules:
              - {alert: QueueLong, expr: queue_length > 10, for: 10s}

    Good:
        groups:
          - name: queues
            interval: 10s
            rules:
              - {alert: QueueLong, expr: queue_length > 10, for: 10s}

    Except: groups of which neither file nor configuration tells the interval.
    """
    interval = evaluation_interval(rule.group, facts.project)
    if rule.alerting and rule.for_s and interval is not None and rule.for_s < interval:
        wanted, real = spelled(rule.for_s), spelled(interval)
        yield Finding(
            f"`for: {wanted}` of `{rule.name}` lasts `{real}`: that is how often it is evaluated",
            rule.name.at(),
            f"evaluate the group at least every `{wanted}`, or write `for: {real}`",
        )
