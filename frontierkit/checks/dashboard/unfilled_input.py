"""Finds inputs that only an import by hand fills in."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Location


@check("dashboard/unfilled_input", on=Dashboard, severity=Severity.WARNING, profile="strict")
def unfilled_input(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A dashboard rests on an input that only an import by hand fills in.

    Grafana asks for `__inputs` when somebody imports the file in the browser. Provisioned from a
    file, `${DS_PROMETHEUS}` stays as it is: "Datasource not found" on every panel.

    Bad:
        dashboard:
          __inputs: [{name: DS_PROMETHEUS, type: datasource, pluginId: prometheus}]
          panels: [{expr: up, datasource: {type: prometheus, uid: "${DS_PROMETHEUS}"}}]

    Good:
        dashboard:
          templating: {list: [{name: datasource, type: datasource, query: prometheus}]}
          panels: [{expr: up, datasource: {type: prometheus, uid: "${datasource}"}}]

    Except: a variable of the same name, which answers instead of the input.
    """
    for name in dashboard.inputs:
        if dashboard.variable(name) is None and dashboard.mentions(name):
            yield Finding(
                f"`${{{name}}}` is filled in only when somebody imports the dashboard by hand",
                Location(dashboard.place, dashboard.trail),
                "make it a variable of the dashboard: of type datasource, or constant",
            )
