"""Finds heatmaps of results that have no buckets."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.dashboard import Panel


@check("panel/heatmap_without_le", on=Panel, severity=Severity.ERROR)
def heatmap_without_le(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A query has the format of a heatmap, and its result no label `le`.

    The label tells the buckets apart. Without it there is nothing to make rows of, and the values
    are not those of a distribution.

    Bad:
        type: heatmap
        targets: [{refId: A, expr: "sum(rate(wait_seconds_bucket[5m]))", format: heatmap}]

    Good:
        type: heatmap
        targets: [{refId: A, expr: "sum by (le) (rate(wait_seconds_bucket[5m]))", format: heatmap}]

    Except: native histograms, which hold their buckets.
    """
    if panel.kind != "heatmap" or panel.transformations:
        return
    for target in shown_targets(panel):
        if target.query is None or target.format != "heatmap":
            continue
        series = facts.series(target.query)
        le = series.label("le")
        if le.presence is not Presence.NEVER or series.maybe_native:
            continue
        lost = le.why is not None and le.why.span is not None
        yield Finding(
            f"{called(panel)} is to show buckets, and the result has no label `le`",
            target.query.at(),
            "keep it: `sum by (le) (…)`" if lost else "ask for the buckets of a histogram",
            (Related(le.why.text, target.query.at(le.why.span)),) if le.why and lost else (),
        )
