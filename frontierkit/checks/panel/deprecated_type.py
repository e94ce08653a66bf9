"""Finds panels of types that Grafana has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, Panel
from frontierkit.text import plural

REPLACED = {
    "graph": "timeseries",
    "singlestat": "stat",
    "grafana-singlestat-panel": "stat",
    "table-old": "table",
    "grafana-piechart-panel": "piechart",
    "grafana-worldmap-panel": "geomap",
    "natel-discrete-panel": "state-timeline",
}


@check("panel/deprecated_type", on=Dashboard, severity=Severity.WARNING, profile="strict")
def deprecated_type(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel is of a type that newer versions of Grafana no longer have.

    Since version 12 there is no Angular. Grafana turns such a panel into its successor each time
    that the dashboard is opened, as well as it can: some of its settings are lost.

    Bad:
        panels: [{type: graph, expr: up}]

    Good:
        panels: [{type: timeseries, expr: up}]
    """
    found: dict[str, list[Panel]] = {}
    for panel in dashboard.panels:
        if panel.kind in REPLACED:
            found.setdefault(panel.kind, []).append(panel)
    for kind, (first, *others) in found.items():
        more = f" (and {plural(len(others), 'more panel')})" if others else ""
        yield Finding(
            f"{called(first)} is a `{kind}`, which `{REPLACED[kind]}` has replaced{more}",
            place_of(first),
            f"open it in Grafana, save it as a `{REPLACED[kind]}`, and look it over",
        )
