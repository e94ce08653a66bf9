"""Finds counters whose restarts nobody looks after."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import MATRIX
from frontierkit.promql.nodes import Call
from frontierkit.text import Span, listed

INSTEAD = {
    "delta": "increase",
    "idelta": "irate",
    "deriv": "rate",
    "predict_linear": "rate",
    "holt_winters": "rate",
    "double_exponential_smoothing": "rate",
}


@check("counter/differenced", on=Query, per_text=True, when=INSTEAD, severity=Severity.ERROR)
def differenced(query: Query, facts: Facts) -> Iterator[Finding]:
    """`delta`, `deriv` or `predict_linear` is applied to a counter.

    They are for gauges and know of no restarts: when the process restarts and its counter begins
    anew, they yield a large negative number, and the panel drops far below zero.

    Bad:
        delta(requests_total[5m])

    Good:
        increase(requests_total[5m])
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name in INSTEAD:
            window = next((argument for argument in node.args if argument.type == MATRIX), None)
            series = None if window is None else facts.series(query, window)
            if series is not None and series.cumulative:
                names = listed(dict.fromkeys(origin.name for origin in series.origins))
                yield Finding(
                    f"`{node.name}` is for gauges, and {names} is a counter, which restarts",
                    query.at(Span(node.start, node.name_end)),
                    f"use `{INSTEAD[node.name]}`, which knows of restarts",
                )
