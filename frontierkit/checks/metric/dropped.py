"""Finds selectors of metrics that the scrape job drops."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import absent_metrics
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.location import Location
from frontierkit.model.query import Query


@check("metric/dropped", on=Query, per_text=True, severity=Severity.ERROR)
def dropped(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a metric that `metric_relabel_configs` drop.

    The exporter exposes it, and Prometheus throws it away before it is stored: the selector matches
    nothing.

    Bad:
        scrape:
          - job_name: app
            static_configs: [{targets: ["app:80"]}]
            metric_relabel_configs:
              - {source_labels: [__name__], regex: "queue_.*", action: drop}
        expr: max(queue_length)

    Good:
        scrape:
          - job_name: app
            static_configs: [{targets: ["app:80"]}]
            metric_relabel_configs:
              - {source_labels: [__name__], regex: "go_.*", action: drop}
        expr: max(queue_length)

    Except: one side of an `or` whose other side is stored.
    """
    for absent in absent_metrics(query, facts):
        place = absent.existence.dropped_at
        if place is not None:
            yield Finding(
                absent.existence.why,
                query.at(absent.span),
                "keep it there, or do without it here",
                (Related("it is dropped here", Location(place)),),
            )
