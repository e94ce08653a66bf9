"""Finds heatmaps of buckets that hold each other."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_targets
from frontierkit.analysis.series import BUCKETS
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.dashboard import Panel


@check("panel/cumulative_heatmap", on=Panel, severity=Severity.WARNING)
def cumulative_heatmap(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A heatmap shows the buckets of a histogram as they are, each with all below it.

    Every bucket of Prometheus counts what the lower ones count as well. Only with the format
    `heatmap` does Grafana take the difference: without it the upper rows are always the brightest.

    Bad:
        type: heatmap
        options: {calculate: false}
        targets: [{refId: A, expr: "sum by (le) (rate(wait_seconds_bucket[5m]))"}]

    Good:
        type: heatmap
        options: {calculate: false}
        targets: [{refId: A, expr: "sum by (le) (rate(wait_seconds_bucket[5m]))", format: heatmap}]
    """
    if panel.kind != "heatmap" or panel.options.get("calculate") is not False:
        return
    if panel.transformations:
        return
    for target in shown_targets(panel):
        if target.query is None or target.format not in (None, "time_series"):
            continue
        series = facts.series(target.query)
        if series.type in BUCKETS and series.label("le").presence is Presence.ALWAYS:
            yield Finding(
                f"{called(panel)} shows buckets that hold all below them",
                target.query.at(),
                'set the format of the query: `"format": "heatmap"`',
            )
