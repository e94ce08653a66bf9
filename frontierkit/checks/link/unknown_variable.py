"""Finds links that set variables which their target does not have."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.links import dashboard_links
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.text import closest, listed


@check("link/unknown_variable", on=Project, severity=Severity.WARNING)
def unknown_variable(project: Project, facts: Facts) -> Iterator[Finding]:
    """A link sets a variable that the dashboard it leads to does not have.

    Grafana ignores it: whoever clicks on one engine sees all of them.

    Bad:
        files:
          a.json: |
            {"uid": "a", "title": "A", "panels": [],
             "links": [{"type": "link", "title": "b", "url": "/d/b?var-engin=$engine"}]}
          b.json: |
            {"uid": "b", "title": "B", "panels": [],
             "templating": {"list": [{"name": "engine", "type": "textbox"}]}}

    Good:
        files:
          a.json: |
            {"uid": "a", "title": "A", "panels": [],
             "links": [{"type": "link", "title": "b", "url": "/d/b?var-engine=$engine"}]}
          b.json: |
            {"uid": "b", "title": "B", "panels": [],
             "templating": {"list": [{"name": "engine", "type": "textbox"}]}}

    Except: links to dashboards that are not part of the project.
    """
    for link in dashboard_links(project):
        target = link.target
        if target is None:
            continue
        names = [variable.name.text for variable in target.variables]
        for name, span in link.variables:
            if name not in names:
                meant = closest(name, names)
                has = f"it has {listed(names)}" if names else "it has none"
                yield Finding(
                    f"the dashboard `{target.title or link.uid}` has no variable `{name}`",
                    link.url.at(span),
                    f"did you mean `var-{meant}`?" if meant else has,
                )
