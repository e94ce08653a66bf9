"""Finds panels that measure different things on one axis."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_series
from frontierkit.analysis.units import Unit
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel
from frontierkit.model.query import Query

_APART = ("unit", "custom.axisPlacement", "custom.axisLabel")
"""Settings of an override that give a field a scale of its own."""


@check("panel/mixed_units", on=Panel, severity=Severity.WARNING, profile="strict")
def mixed_units(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel shows two things of different units, and no field has a unit of its own.

    One unit cannot be right for both: bytes are shown as seconds, or a second line lies flat on the
    axis of the first.

    Bad:
        targets: [{refId: A, expr: free_bytes}, {refId: B, expr: wait_seconds}]

    Good:
        targets: [{refId: A, expr: free_bytes}, {refId: B, expr: wait_seconds}]
        fieldConfig:
          overrides:
            - matcher: {id: byFrameRefID, options: B}
              properties: [{id: unit, value: s}]
    """
    if any(name in override.properties for override in panel.overrides for name in _APART):
        return
    measured = list(_measured(panel, facts))
    for query, unit in measured[1:]:
        first, first_unit = measured[0]
        if not unit.alike(first_unit):
            yield Finding(
                f"{called(panel)} shows {first_unit} and {unit} on one scale",
                query.at(),
                "give one of them a unit and an axis of its own, by an override",
                (Related(f"this is in {first_unit}", first.at()),),
            )
            return


def _measured(panel: Panel, facts: Facts) -> Iterator[tuple[Query, Unit]]:
    """Yield the queries that measure something, rather than count, with their units."""
    queries = [target.query for target in panel.targets if not target.hidden]
    for query, series in zip(queries, shown_series(panel, facts) or (), strict=False):
        if query is not None and series.unit is not None and series.unit.physical:
            yield query, series.unit
