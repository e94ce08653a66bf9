"""Finds panels over time whose queries ask for one point in time."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel, Target

OVER_TIME = frozenset(("timeseries", "state-timeline", "status-history", "heatmap"))


@check("panel/instant_over_time", on=Panel, severity=Severity.WARNING)
def instant_over_time(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel that shows a course of time asks for a single point of it.

    An instant query returns the values at the end of the time range: one dot for each series, at
    the right edge, and no line.

    Bad:
        type: timeseries
        targets: [{refId: A, expr: up, instant: true, range: false}]

    Good:
        type: timeseries
        targets: [{refId: A, expr: up, range: true}]

    Except: where a transformation or a time override makes something else of the points.
    """
    if panel.kind not in OVER_TIME or panel.transformations or panel.options.get("calculate"):
        return
    for target in shown_targets(panel):
        if target.query is not None and _instant(target):
            yield Finding(
                f"{called(panel)} shows a course of time, and this query asks for one point of it",
                target.query.at(),
                'ask for a range: `"range": true`, without `instant`',
            )


def _instant(target: Target) -> bool:
    return target.instant is True and target.range is not True and target.format != "table"
