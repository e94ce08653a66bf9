"""Finds panels that show their values in a unit of the right kind and the wrong size."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_units import shown_as
from frontierkit.analysis.shown_units import comparable, shown_units
from frontierkit.checks.check import check
from frontierkit.checks.units import times, why_unit
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("unit/shown_on_another_scale", on=Panel, severity=Severity.ERROR)
def shown_on_another_scale(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel shows its values in a unit that is a multiple or a part of the one they have.

    Seconds are shown as milliseconds, mebibytes as bytes, a ratio from 0 to 1 as per cent: each
    number on the panel is wrong by that factor, and looks as plausible as the right one.

    Bad:
        expr: rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])
        fieldConfig: {defaults: {unit: ms}}

    Good:
        expr: 1000 * rate(latency_seconds_sum[5m]) / rate(latency_seconds_count[5m])
        fieldConfig: {defaults: {unit: ms}}

    Except: what is multiplied by a number that is no conversion, as 0.9 or 300.
    """
    for shown in shown_units(panel, facts):
        as_unit = shown_as(shown.shown)
        if as_unit is None or not comparable(shown.unit, as_unit):
            continue
        if shown.unit.same_scale(as_unit):
            continue
        factor = shown.unit.scale / as_unit.scale
        yield Finding(
            f"the query yields `{shown.unit.word}`{why_unit(shown.query, facts)}, and the panel "
            f"shows it as `{shown.shown}`: {times(factor)}",
            shown.query.at(),
            f"set the unit of {shown.unit.word}, or multiply by {factor:g}",
            (Related("the unit of the panel", shown.at.at()),),
        )
