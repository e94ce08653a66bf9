"""Finds panels that are held by a row which does not show them."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.text import plural


@check("layout/lost_in_row", on=Dashboard, severity=Severity.ERROR)
def lost_in_row(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """An open row holds panels, which only a collapsed one may do.

    The panels of an open row stand after it in the file. Those inside of it are never shown, and
    lost when the dashboard is saved.

    Bad:
        panels: [{type: row, title: Engines, collapsed: false, panels: [{expr: up}]}]

    Good:
        panels: [{type: row, title: Engines, collapsed: true, panels: [{expr: up}]}]
    """
    for row in dashboard.panels:
        if row.kind == "row" and not row.collapsed:
            held = [panel for panel in dashboard.panels if panel.nested and panel.row is row]
            if held:
                yield Finding(
                    f"the open row {called(row)} shows none of its {plural(len(held), 'panel')}",
                    place_of(row),
                    "collapse it, or let its panels stand after it",
                )
