"""Finds sums and averages of quantiles."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.made_of_quantiles import quantiles_inside
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Aggregate
from frontierkit.text import Span


@check(
    "histogram/averaged_quantiles",
    on=Query,
    per_text=True,
    when=("sum", "avg"),
    severity=Severity.WARNING,
)
def averaged_quantiles(query: Query, facts: Facts) -> Iterator[Finding]:
    """Quantiles of several series are added up or averaged.

    The average of the 95th percentiles of ten instances is not the 95th percentile of their
    requests: an idle instance counts as much as a busy one, and the one that is slow disappears.

    Bad:
        avg(histogram_quantile(0.95, sum by (instance, le) (rate(latency_seconds_bucket[5m]))))

    Good:
        histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))

    Except: `max` and `min` of quantiles, which say how the worst and the best fare; what has no
    labels, and so is one series.
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Aggregate) and node.op in ("sum", "avg"):
            found = quantiles_inside(query, node.expr, facts)
            if found is not None and not _one_series(query, node, facts):
                yield Finding(
                    f"`{node.op}` of quantiles ({found.name}) is no quantile",
                    query.at(Span(node.start, node.start + len(node.op))),
                    "add up the buckets and take one quantile of them, or take the `max`",
                    (Related("the quantiles", found.query.at(found.span)),),
                )


def _one_series(query: Query, node: Aggregate, facts: Facts) -> bool:
    """Return whether the groups of an aggregation have a single member each."""
    labels = facts.series(query, node.expr).labels
    if not labels.closed:
        return False
    kept = facts.series(query, node).labels
    return set(labels.possible()) <= set(kept.possible())
