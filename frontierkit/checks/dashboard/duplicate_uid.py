"""Finds dashboards that share a uid."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.project import Project


@check("dashboard/duplicate_uid", on=Project, severity=Severity.ERROR)
def duplicate_uid(project: Project, facts: Facts) -> Iterator[Finding]:
    """Two different dashboards have the same uid.

    The uid is the address of a dashboard: Grafana provisions only one of the two, and which one
    changes with the order in which it reads the files; links lead to the wrong dashboard.

    Bad:
        files:
          a.json: '{"uid": "llm", "title": "Engines", "panels": []}'
          b.json: '{"uid": "llm", "title": "Models", "panels": []}'

    Good:
        files:
          a.json: '{"uid": "engines", "title": "Engines", "panels": []}'
          b.json: '{"uid": "models", "title": "Models", "panels": []}'

    Except: copies of one dashboard, with the same title, as repositories keep them for several
    ways to install it.
    """
    first: dict[str, Dashboard] = {}
    for dashboard in project.dashboards:
        if dashboard.uid is None or not dashboard.uid.text:
            continue
        before = first.setdefault(dashboard.uid.text, dashboard)
        if before is not dashboard and before.uid and _title(before) != _title(dashboard):
            yield Finding(
                f"the uid `{dashboard.uid.text}` is that of another dashboard, {_title(before)}",
                dashboard.uid.at(),
                "give each dashboard a uid of its own",
                (Related("the first dashboard with this uid", before.uid.at()),),
            )


def _title(dashboard: Dashboard) -> str:
    return f"`{dashboard.title}`" if dashboard.title else "one without a title"
