"""Finds seconds per second that are shown as seconds."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_units import shown_as
from frontierkit.analysis.shown_units import is_time_per_time, shown_units
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("unit/time_per_time", on=Panel, severity=Severity.WARNING, profile="strict")
def time_per_time(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel shows the rate of a counter of seconds as seconds.

    Seconds per second have no unit: they say how many CPUs, or which part of the time. "0.25 s"
    looks like a duration of a quarter of a second, and is a quarter of one core.

    Bad:
        expr: rate(cpu_seconds_total[5m])
        fieldConfig: {defaults: {unit: s}}

    Good:
        expr: rate(cpu_seconds_total[5m])
        fieldConfig: {defaults: {unit: percentunit}}
    """
    for shown in shown_units(panel, facts):
        as_unit = shown_as(shown.shown)
        if as_unit is not None and is_time_per_time(shown.unit, as_unit):
            yield Finding(
                f"the query yields seconds per second{why_unit(shown.query, facts)}, and the panel "
                f"shows it as `{shown.shown}`",
                shown.query.at(),
                "show it as `percentunit`, or as `short`: a number of cores",
                (Related("the unit of the panel", shown.at.at()),),
            )
