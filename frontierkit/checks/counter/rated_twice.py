"""Finds rates of rates."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rated import rated_inside
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call, Subquery
from frontierkit.text import Span

FOR_COUNTERS = frozenset(("rate", "irate", "increase"))


@check("counter/rated_twice", on=Query, per_text=True, when=FOR_COUNTERS, severity=Severity.ERROR)
def rated_twice(query: Query, facts: Facts) -> Iterator[Finding]:
    """`rate` or `increase` is taken of what is a rate or an increase already.

    A rate goes up and down. A second `rate` takes each fall for a restart of a counter, adds what
    was lost, and yields a number that means nothing.

    Bad:
        rate(increase(requests_total[5m])[1h:])

    Good:
        avg_over_time(rate(requests_total[5m])[1h:])

    Except: what a rule has recorded as a rate, of which record/rated_again tells.
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name in FOR_COUNTERS and node.args:
            window = node.args[0]
            inner = rated_inside(window.expr) if isinstance(window, Subquery) else None
            if inner is not None:
                yield Finding(
                    f"`{node.name}` is taken of what `{inner.name}` yields, which is no counter",
                    query.at(Span(node.start, node.name_end)),
                    "use `avg_over_time`, `max_over_time` or `sum_over_time`",
                    (Related("the first one", query.at(Span(inner.start, inner.name_end))),),
                )
