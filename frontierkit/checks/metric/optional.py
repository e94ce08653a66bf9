"""Finds alerts on metrics that an exporter does not expose by default."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import name_of
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("metric/optional", on=Rule, severity=Severity.INFO, profile="strict")
def optional(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert rests on a metric that its exporter does not expose by default.

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
        families = [origin.family for s in selector.sources for origin in s.whole.origins]
        off = [family for family in families if family.when and family.default is False]
        name = selector.name
        if name is None or name in seen or name in facts.records or not off or off != families:
            continue
        seen.add(name)
        yield Finding(
            f"`{name}` is not exposed by default: {off[0].when}",
            rule.query.at(name_of(selector.node)),
            "see to it that the condition holds, or that another alert tells of its absence",
        )
