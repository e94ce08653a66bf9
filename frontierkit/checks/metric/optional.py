"""Finds alerts on metrics that are there only under a condition."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import name_of
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("metric/optional", on=Rule, severity=Severity.INFO, profile="strict")
def optional(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert rests on a metric that its exporter exposes only under a condition.

    A collector that is off by default, an option, a kind of hardware: where the condition does not
    hold the alert can never fire, and nobody notices.

    Bad:
        alert: QueueStuck
        expr: queue_stuck > 0

    Good:
        alert: QueueLong
        expr: queue_length > 10

    Except: `absent` and `or`, which are written for what may be missing.
    """
    if not rule.alerting or "absent" in rule.query.text or " or " in rule.query.text:
        return
    seen: set[str] = set()
    for selector in facts.selectors(rule.query):
        conditions = [origin.family.when for s in selector.sources for origin in s.whole.origins]
        if selector.name is None or selector.name in seen or not conditions or not all(conditions):
            continue
        if selector.name in facts.records:
            continue
        seen.add(selector.name)
        yield Finding(
            f"`{selector.name}` is exposed only when: {conditions[0]}",
            rule.query.at(name_of(selector.node)),
            "see to it that the condition holds, or that another alert tells of its absence",
        )
