"""Finds rates of what a rule has recorded as a rate already."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call, Matrix

FOR_COUNTERS = frozenset(("rate", "irate", "increase"))
NO_GAUGES = frozenset(("counter", "bucket", "count", "sum", "histogram"))


@check("record/rated_again", on=Query, per_text=True, when=FOR_COUNTERS, severity=Severity.ERROR)
def rated_again(query: Query, facts: Facts) -> Iterator[Finding]:
    """`rate`, `irate` or `increase` is applied to what a rule made of a counter.

    What is recorded is a rate: it goes up and down. A second `rate` takes each fall for a restart
    and yields a number that means nothing.

    Bad:
        - {record: "path:requests:rate5m", expr: "sum by (path) (rate(requests_total[5m]))"}
        - {alert: Busy, expr: "rate(path:requests:rate5m[5m]) > 10"}

    Good:
        - {record: "path:requests:rate5m", expr: "sum by (path) (rate(requests_total[5m]))"}
        - {alert: Busy, expr: "avg_over_time(path:requests:rate5m[5m]) > 10"}

    Except: gauges that a rule records, of which gauge/rated tells.
    """
    selected = {fact.node: fact for fact in facts.selectors(query)}
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Call) or node.name not in FOR_COUNTERS or not node.args:
            continue
        window = bare(node.args[0])
        fact = selected.get(window.selector) if isinstance(window, Matrix) else None
        if fact is not None and fact.name is not None and _recorded_rate(fact, facts):
            record = facts.records[fact.name]
            yield Finding(
                f"`{fact.name}` is recorded as a gauge, and `{node.name}` is for counters",
                query.at(span_of(node)),
                "use it as it is, or take `avg_over_time`; `deriv` tells how fast a rate changes",
                (Related("it is recorded here", record.rules[0].query.at()),),
            )


def _recorded_rate(fact: SelectorFact, facts: Facts) -> bool:
    """Return whether every rule of the name records a gauge that is made of counters."""
    record = facts.records.get(fact.name or "")
    if record is None or record.cyclic or facts.world.series(record.name):
        return False
    return all(
        series.type == "gauge" and any(origin.family.type in NO_GAUGES for origin in series.origins)
        for series in record.sources
    )
