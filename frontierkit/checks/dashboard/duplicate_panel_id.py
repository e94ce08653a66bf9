"""Finds panels of a dashboard that share an id."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Panel


@check("dashboard/duplicate_panel_id", on=Dashboard, severity=Severity.WARNING)
def duplicate_panel_id(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """Two panels of a dashboard have the same id.

    Links to a panel (`viewPanel=2`), annotations and alerts mean the first one, whichever was
    meant, until Grafana gives the second another id, which no file knows.

    Bad:
        panels: [{id: 1, title: a, expr: up}, {id: 1, title: b, expr: up}]

    Good:
        panels: [{id: 1, title: a, expr: up}, {id: 2, title: b, expr: up}]
    """
    first: dict[int, Panel] = {}
    for panel in dashboard.panels:
        if panel.id is None or panel.id <= 0:
            continue
        before = first.setdefault(panel.id, panel)
        if before is not panel:
            yield Finding(
                f"{called(panel)} has the id {panel.id}, as {called(before)} has",
                place_of(panel),
                "give each panel of a dashboard an id of its own",
                (Related("the first panel with this id", place_of(before)),),
            )
