"""Finds buckets that are aggregated by something other than a sum."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.quantiles import PLACE_OF_BUCKETS, quantile_calls
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Aggregate
from frontierkit.text import Span, listed

WRONG = frozenset(
    ("max", "min", "count", "group", "stddev", "stdvar", "quantile", "topk", "bottomk", "limitk")
)
BUCKETS = frozenset(("bucket", "aggregated_bucket", "bucket_rate"))


@check(
    "histogram/wrongly_aggregated",
    on=Query,
    per_text=True,
    when=PLACE_OF_BUCKETS,
    severity=Severity.ERROR,
)
def wrongly_aggregated(query: Query, facts: Facts) -> Iterator[Finding]:
    """Buckets are aggregated by `max`, `topk` or the like, and a quantile is taken of the result.

    A bucket counts all that is at most its bound, so buckets of several instances are added up.
    The greatest of each bucket belongs to another instance each time: together they are the
    histogram of nobody, and the quantile is some number or other.

    Bad:
        histogram_quantile(0.95, max by (le) (rate(latency_seconds_bucket[5m])))

    Good:
        max(histogram_quantile(0.95, sum by (instance, le) (rate(latency_seconds_bucket[5m]))))

    Except: `avg`, which is the sum divided by the same number in each bucket.
    """
    for call in quantile_calls(query, facts):
        for node in call.buckets.walk():
            if isinstance(node, Aggregate) and node.op in WRONG:
                series = facts.series(query, node.expr)
                if series.type in BUCKETS:
                    names = listed(dict.fromkeys(origin.name for origin in series.origins))
                    yield Finding(
                        f"`{node.op}` of the buckets {names} makes no histogram for "
                        f"`{call.node.name}`",
                        query.at(Span(node.start, node.start + len(node.op))),
                        "add the buckets up: `sum by (le) (…)`",
                    )
