"""Finds panels of types that Grafana has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel

REPLACED = {
    "graph": "timeseries",
    "singlestat": "stat",
    "grafana-singlestat-panel": "stat",
    "table-old": "table",
    "grafana-piechart-panel": "piechart",
    "grafana-worldmap-panel": "geomap",
    "natel-discrete-panel": "state-timeline",
}


@check("panel/deprecated_type", on=Panel, severity=Severity.WARNING, profile="strict")
def deprecated_type(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel is of a type that newer versions of Grafana no longer have.

    Since version 12 there is no Angular. Grafana turns such a panel into its successor each time
    that the dashboard is opened, as well as it can: some of its settings are lost.

    Bad:
        type: graph
        expr: up

    Good:
        type: timeseries
        expr: up
    """
    successor = REPLACED.get(panel.kind)
    if successor is not None:
        yield Finding(
            f"{called(panel)} is a `{panel.kind}`, which `{successor}` has replaced",
            place_of(panel),
            f"open it in Grafana, save it as a `{successor}`, and look it over",
        )
