"""Finds gauges that are taken for counters."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.series import Series
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call
from frontierkit.text import listed

FOR_COUNTERS = frozenset(("rate", "irate", "increase"))
NO_COUNTERS = frozenset(("gauge", "info", "stateset", "timestamp", "summary"))
POINT_OF_TIME = "unix_seconds"
INSTEAD = {"rate": "deriv", "irate": "deriv", "increase": "delta"}


@check("gauge/rated", on=Query, per_text=True, when=FOR_COUNTERS, severity=Severity.ERROR)
def rated(query: Query, facts: Facts) -> Iterator[Finding]:
    """`rate`, `irate` or `increase` is applied to a gauge.

    These functions take every fall for a restart of a counter and add what was lost: a gauge that
    goes up and down by one yields a steady rise that never was.

    Bad:
        rate(queue_length[5m])

    Good:
        deriv(queue_length[5m])

    Except: points of time, which only rise, and what is a gauge in one of several exporters that
    expose the name.
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name in FOR_COUNTERS and node.args:
            series = facts.series(query, node.args[0])
            if series.origins and _all_gauges(series):
                names = listed(sorted({origin.name for origin in series.origins}))
                why = series.why_type.text if series.why_type else ""
                yield Finding(
                    f"{names} is a {_type(series)}, and `{node.name}` is for counters",
                    query.at(span_of(node)),
                    f"use `{INSTEAD[node.name]}`, or query a counter" + (f"; {why}" if why else ""),
                )


def _all_gauges(series: Series) -> bool:
    return series.type in NO_COUNTERS and all(
        origin.family.type in NO_COUNTERS and origin.family.unit != POINT_OF_TIME
        for origin in series.origins
    )


def _type(series: Series) -> str:
    return {"timestamp": "gauge", "summary": "quantile"}.get(series.type, series.type)
