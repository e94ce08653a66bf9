"""Finds panels that show the results of a panel which is not there."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, DatasourceReference, Panel, Target

OTHER_PANEL = "-- Dashboard --"


@check("panel/unknown_panel", on=Dashboard, severity=Severity.ERROR)
def unknown_panel(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel shows the results of another one that the dashboard does not have.

    It stays empty: Grafana finds no panel with this id.

    Bad:
        panels:
          - {id: 1, title: a, expr: up}
          - id: 2
            title: b
            datasource: {type: datasource, uid: "-- Dashboard --"}
            targets: [{refId: A, panelId: 7}]

    Good:
        panels:
          - {id: 1, title: a, expr: up}
          - id: 2
            title: b
            datasource: {type: datasource, uid: "-- Dashboard --"}
            targets: [{refId: A, panelId: 1}]
    """
    known = {panel.id for panel in dashboard.panels}
    for panel in dashboard.panels:
        for target in panel.targets:
            if _of_other_panel(panel, target) and target.panel_id not in {*known, None}:
                yield Finding(
                    f"{called(panel)} shows the results of panel {target.panel_id}, which the"
                    " dashboard does not have",
                    place_of(panel),
                    "name the id of a panel of this dashboard",
                )


def _of_other_panel(panel: Panel, target: Target) -> bool:
    return any(_is_dashboard(reference) for reference in (panel.datasource, target.datasource))


def _is_dashboard(reference: DatasourceReference | None) -> bool:
    return reference is not None and reference.uid is not None and reference.uid.text == OTHER_PANEL
