"""Finds dashboards of one folder that nobody can tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.project import Project


@check("dashboard/duplicate_title", on=Project, severity=Severity.WARNING, profile="strict")
def duplicate_title(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two dashboards in one folder have the same title.

    Nobody can tell them apart in a list. Where their files are provisioned into one folder, Grafana
    up to version 10 takes only one of them.

    Bad:
        files:
          boards/a.json: '{"uid": "a", "title": "Engines", "panels": []}'
          boards/b.json: '{"uid": "b", "title": "Engines", "panels": []}'

    Good:
        files:
          boards/a.json: '{"uid": "a", "title": "Engines", "panels": []}'
          boards/b.json: '{"uid": "b", "title": "Models", "panels": []}'
    """
    first: dict[tuple[str, str | None, str], Dashboard] = {}
    for dashboard in project.dashboards:
        if dashboard.title is None or not dashboard.title.text:
            continue
        key = (dirname(dashboard.place.path), dashboard.folder, dashboard.title.text.lower())
        before = first.setdefault(key, dashboard)
        if before is not dashboard and before.title is not None and _uid(before) != _uid(dashboard):
            yield Finding(
                f"another dashboard of this folder has the title `{dashboard.title}`",
                dashboard.title.at(),
                "give each a title of its own",
                (Related("the other dashboard", before.title.at()),),
            )


def _uid(dashboard: Dashboard) -> str:
    return dashboard.uid.text if dashboard.uid is not None else ""
