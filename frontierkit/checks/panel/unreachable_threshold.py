"""Finds thresholds that no value can reach."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_values import shown_range, shown_series, shown_thresholds
from frontierkit.checks.check import check
from frontierkit.checks.panel.default_thresholds import is_default
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("panel/unreachable_threshold", on=Panel, severity=Severity.WARNING)
def unreachable_threshold(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A threshold is above all values that the panel can show.

    Its colour never appears: the panel stays green while it should warn. Often the query is a part
    of one, and the threshold a percentage.

    Bad:
        type: stat
        expr: up
        fieldConfig:
          defaults: {thresholds: {steps: [{value: null, color: red}, {value: 90, color: green}]}}

    Good:
        type: stat
        expr: up
        fieldConfig:
          defaults: {thresholds: {steps: [{value: null, color: red}, {value: 1, color: green}]}}

    Except: the thresholds of a new panel, which nobody chose.
    """
    steps = shown_thresholds(panel)
    if panel.threshold_mode == "percentage" or is_default(steps):
        return
    shown = shown_range(panel, facts) if steps else None
    for step in steps[1:]:
        if shown is not None and step.value is not None and step.value > shown.top:
            yield Finding(
                f"no value reaches {step.value:g} (`{step.color}`): what is shown is within"
                f" {shown.numbers()}",
                step.at.at(),
                "choose a threshold on the scale of the query",
                tuple(_proof(panel, facts)),
            )
            return


def _proof(panel: Panel, facts: Facts) -> Iterator[Related]:
    """Yield why the values are bounded, as far as the queries tell."""
    queries = [target.query for target in panel.targets if not target.hidden]
    for query, series in zip(queries, shown_series(panel, facts) or (), strict=False):
        why = series.why_range
        if query is not None and why is not None and why.span is not None:
            yield Related(why.text, query.at(why.span))
