"""Finds names in the style of recording rules that no rule records."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import name_of
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.text import closest


@check("record/missing", on=Query, per_text=True, severity=Severity.WARNING, profile="strict")
def missing(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a name with a colon that no rule records and no catalog has.

    Colons are for recording rules. Where the rule was renamed, or is in a file that this Prometheus
    does not load, the selector matches nothing.

    Bad:
        - {record: "queue:length:max", expr: max(queue_length)}
        - {alert: QueueLong, expr: "queue:length:maximum > 10"}

    Good:
        - {record: "queue:length:max", expr: max(queue_length)}
        - {alert: QueueLong, expr: "queue:length:max > 10"}

    Except: projects that record nothing, whose rules must be elsewhere.
    """
    if not facts.records:
        return
    seen: set[str] = set()
    for selector in facts.selectors(query):
        name = selector.name
        if name is None or ":" not in name or name in seen or selector.judged:
            continue
        existence = facts.existence(selector)
        if existence is not None and existence.state == "unknown":
            seen.add(name)
            near = closest(name, facts.records, 0.8)
            yield Finding(
                f"no rule records `{name}`",
                query.at(name_of(selector.node)),
                f"did you mean `{near}`?"
                if near
                else "add the file of the rule to what is checked",
            )
