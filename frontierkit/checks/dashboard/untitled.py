"""Finds dashboards without a title."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Location


@check("dashboard/untitled", on=Dashboard, severity=Severity.ERROR)
def untitled(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A dashboard has no title.

    Grafana refuses it ("Dashboard title cannot be empty"): it is not provisioned, and only the log
    says so.

    Bad:
        files: {a.json: '{"uid": "a", "title": "", "panels": []}'}

    Good:
        files: {a.json: '{"uid": "a", "title": "Engines", "panels": []}'}
    """
    if dashboard.title is None or not dashboard.title.text.strip():
        yield Finding(
            "the dashboard has no title, and Grafana refuses it",
            Location(dashboard.place, dashboard.trail),
            "give it a `title`",
        )
