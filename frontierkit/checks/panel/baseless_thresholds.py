"""Finds thresholds without a colour for what is below them."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_values import shown_range, shown_thresholds
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel


@check("panel/baseless_thresholds", on=Panel, severity=Severity.WARNING)
def baseless_thresholds(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """The first threshold has a value, which Grafana does not heed.

    The colour of the first threshold is that of all values below the second one: with `red` from 80
    on as the only threshold, everything is red.

    Bad:
        type: stat
        expr: up
        fieldConfig: {defaults: {thresholds: {steps: [{value: 80, color: red}]}}}

    Good:
        type: stat
        expr: up
        fieldConfig:
          defaults: {thresholds: {steps: [{value: null, color: green}, {value: 80, color: red}]}}

    Except: where no value is below it.
    """
    steps = shown_thresholds(panel)
    if not steps or steps[0].value is None or steps[0].value <= 0:
        return
    shown = shown_range(panel, facts)
    if shown is None or shown.bottom < steps[0].value:
        first = steps[0]
        yield Finding(
            f"the first threshold, {first.value:g}, is not heeded: values below it are"
            f" `{first.color}` as well",
            first.at.at(),
            'let the first one have no value (`"value": null`) and the colour of the lowest values',
        )
