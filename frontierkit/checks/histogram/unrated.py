"""Finds quantiles over all that a process has ever observed."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.quantiles import PLACE_OF_BUCKETS, quantile_calls
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.text import listed

CUMULATIVE_BUCKETS = frozenset(("bucket", "aggregated_bucket"))


@check("histogram/unrated", on=Query, per_text=True, when=PLACE_OF_BUCKETS, severity=Severity.ERROR)
def unrated(query: Query, facts: Facts) -> Iterator[Finding]:
    """A quantile is taken of buckets as they are stored, without `rate` or `increase`.

    The buckets count since the process started: the quantile is that of all requests ever, which
    hardly moves after a week, while the last five minutes are on fire.

    Bad:
        histogram_quantile(0.95, sum by (le) (latency_seconds_bucket))

    Good:
        histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))
    """
    for call in quantile_calls(query, facts):
        series = facts.series(query, call.buckets)
        if series.type in CUMULATIVE_BUCKETS:
            names = listed(dict.fromkeys(origin.name for origin in series.origins))
            yield Finding(
                f"`{call.node.name}` is taken of all that {names} has counted since the start",
                query.at(span_of(call.buckets)),
                "take the `rate` of the buckets first",
            )
