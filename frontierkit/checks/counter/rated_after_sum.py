"""Finds rates of counters that were added up before."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.lost_monotony import Merging, merged_counters
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Aggregate, Call
from frontierkit.text import Span, listed

FOR_COUNTERS = frozenset(("rate", "irate", "increase", "resets"))


@check(
    "counter/rated_after_sum", on=Query, per_text=True, when=FOR_COUNTERS, severity=Severity.ERROR
)
def rated_after_sum(query: Query, facts: Facts) -> Iterator[Finding]:
    """`rate` is taken of a sum of counters, in place of the sum of their rates.

    When one of the processes restarts, the sum falls by all that this one had counted. `rate`
    takes the fall for a restart of everything, and adds the whole sum once more: the panel shows a
    spike that never was, and the alert fires at every deployment.

    Bad:
        rate(sum by (path) (requests_total)[5m:])

    Bad:
        - {record: "path:requests:sum", expr: "sum by (path) (requests_total)"}
        - {alert: Busy, expr: "rate(path:requests:sum[5m]) > 10"}

    Good:
        sum by (path) (rate(requests_total[5m]))
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name in FOR_COUNTERS and node.args:
            merging = merged_counters(query, node.args[0], facts)
            if merging is not None:
                yield _finding(query, node, merging, facts)


def _finding(query: Query, call: Call, merging: Merging, facts: Facts) -> Finding:
    origins = facts.series(query, call.args[0]).origins
    names = listed(dict.fromkeys(origin.name for origin in origins))
    node = merging.node
    aggregate = isinstance(node, Aggregate)
    start = node.start if isinstance(node, Aggregate) else node.op_start
    span = Span(start, start + len(node.op))
    return Finding(
        f"`{call.name}` is taken after `{merging.word}` has merged the counters {names}",
        query.at(Span(call.start, call.name_end)),
        f"take the rates first: `{node.op}(rate(…[5m]))`" if aggregate else "add up the rates",
        (Related("here the counters are merged", merging.query.at(span)),),
    )
