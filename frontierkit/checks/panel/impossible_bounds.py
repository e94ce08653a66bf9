"""Finds bounds between which nothing lies."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.analysis.panel_values import shown_range
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel

_FAR = 20.0
"""A part of one that fills less than a twentieth of its gauge is measured on another scale."""


@check("panel/impossible_bounds", on=Panel, severity=Severity.WARNING)
def impossible_bounds(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """The bounds of a panel do not fit what it shows.

    The least is not below the greatest, all values lie outside of the two, or they are a percentage
    where the query is a part of one: a gauge from 0 to 100 that is always empty.

    Bad:
        type: gauge
        expr: avg(up)
        fieldConfig: {defaults: {unit: percentunit, min: 0, max: 100}}

    Good:
        type: gauge
        expr: avg(up)
        fieldConfig: {defaults: {unit: percentunit, min: 0, max: 1}}
    """
    low, high = panel.minimum, panel.maximum
    if low is not None and high is not None and low >= high:
        message = f"{called(panel)} goes from {low:g} to {high:g}, and nothing lies between"
        yield Finding(message, place_of(panel), "let `min` be below `max`")
        return
    shown = shown_range(panel, facts) if low is not None or high is not None else None
    if shown is None or shown.vacant:
        return
    above = low is not None and shown.top < low
    below = high is not None and shown.bottom > high
    if above or below or (high is not None and _too_far(shown.bottom, shown.top, high)):
        bounds = " and ".join(
            f"{name} is {value:g}"
            for name, value in (("`min`", low), ("`max`", high))
            if value is not None
        )
        yield Finding(
            f"{bounds}, and all that {called(panel)} shows is within {shown.numbers()}",
            place_of(panel),
            "choose bounds on the scale of the query",
        )


def _too_far(bottom: float, top: float, high: float) -> bool:
    return bottom >= 0 and 0 < top <= high / _FAR
