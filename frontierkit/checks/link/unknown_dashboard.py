"""Finds links to dashboards that the project does not have."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.links import dashboard_links
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.text import closest


@check("link/unknown_dashboard", on=Project, severity=Severity.WARNING, profile="strict")
def unknown_dashboard(project: Project, facts: Facts) -> Iterator[Finding]:
    """A link leads to a dashboard that is not part of the project.

    If nobody else provides it, whoever follows the link reads "Dashboard not found".

    Bad:
        dashboard:
          uid: engines
          links: [{type: link, title: models, url: "/d/models"}]

    Good:
        files:
          a.json: |
            {"uid": "engines", "title": "Engines", "panels": [],
             "links": [{"type": "link", "title": "models", "url": "/d/models"}]}
          b.json: '{"uid": "models", "title": "Models", "panels": []}'
    """
    uids = [d.uid.text for d in project.dashboards if d.uid is not None]
    for link in dashboard_links(project):
        if link.target is None:
            meant = closest(link.uid, uids)
            yield Finding(
                f"no dashboard of the project has the uid `{link.uid}`",
                link.url.at(link.uid_span),
                f"did you mean `{meant}`?" if meant else "",
            )
