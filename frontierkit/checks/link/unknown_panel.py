"""Finds links to panels that their target does not have."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.links import dashboard_links
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("link/unknown_panel", on=Project, severity=Severity.WARNING)
def unknown_panel(project: Project, facts: Facts) -> Iterator[Finding]:
    """A link opens a panel that the dashboard it leads to does not have.

    Grafana says "Panel with id 7 not found" and shows nothing.

    Bad:
        dashboard:
          uid: a
          panels: [{id: 1, expr: up}]
          links: [{type: link, title: the panel, url: "/d/a?viewPanel=7"}]

    Good:
        dashboard:
          uid: a
          panels: [{id: 1, expr: up}]
          links: [{type: link, title: the panel, url: "/d/a?viewPanel=1"}]

    Except: links to dashboards that are not part of the project, or have panels without ids.
    """
    for link in dashboard_links(project):
        if link.target is None or link.panel is None:
            continue
        number, span = link.panel
        ids = {panel.id for panel in link.target.panels}
        if None not in ids and number not in ids:
            yield Finding(
                f"the dashboard `{link.target.title or link.uid}` has no panel {number}",
                link.url.at(span),
                "name the id of one of its panels",
            )
