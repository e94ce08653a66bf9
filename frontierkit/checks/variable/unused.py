"""Finds variables that nothing on the dashboard uses."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard

_USED_BY_GRAFANA = frozenset(("adhoc", "groupby", "datasource"))
"""Kinds that act on queries without being named in them, or stand for the choice of a source."""
_HANDED_ON = ("__all_variables", '"includeVars": true', '"includeVars":true')


@check("variable/unused", on=Dashboard, severity=Severity.WARNING, profile="strict")
def unused(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A dashboard offers a variable that nothing uses.

    Whoever chooses a value expects the panels to follow, and none does. Its query costs time
    whenever the dashboard loads.

    Bad:
        dashboard:
          panels: [{expr: up}]
          templating: {list: [{name: job, type: query, query: "label_values(up, job)"}]}

    Good:
        dashboard:
          panels: [{expr: 'up{job=~"$job"}'}]
          templating: {list: [{name: job, type: query, query: "label_values(up, job)"}]}

    Except: ad-hoc filters, which apply everywhere, and dashboards with links that hand on all
    variables, or with library panels, whose queries are elsewhere.
    """
    if not dashboard.source or any(handed in dashboard.source for handed in _HANDED_ON):
        return
    if any(panel.library_uid is not None for panel in dashboard.panels):
        return
    for variable in dashboard.variables:
        name = variable.name.text
        if variable.kind not in _USED_BY_GRAFANA and not dashboard.mentions(name):
            yield Finding(
                f"nothing uses the variable `{name}`",
                variable.name.at(),
                f"use it, as `${name}`, or remove it",
            )
