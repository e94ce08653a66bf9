"""Finds lists of dashboards by a tag that none has."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project
from frontierkit.text import closest


@check("link/unknown_tag", on=Project, severity=Severity.WARNING, profile="strict")
def unknown_tag(project: Project, facts: Facts) -> Iterator[Finding]:
    """A dashboard lists the dashboards of a tag that none of the project has.

    If nobody else provides any, the list is empty.

    Bad:
        dashboard:
          tags: [llm]
          links: [{type: dashboards, title: others, tags: [lmm]}]

    Good:
        dashboard:
          tags: [llm]
          links: [{type: dashboards, title: others, tags: [llm]}]
    """
    tags = {tag for dashboard in project.dashboards for tag in dashboard.tags}
    for dashboard in project.dashboards:
        for link in dashboard.links:
            for tag in link.tags if link.kind == "dashboards" else ():
                if tag.text not in tags and "$" not in tag.text:
                    meant = closest(tag.text, tags)
                    yield Finding(
                        f"no dashboard of the project has the tag `{tag}`",
                        tag.at(),
                        f"did you mean `{meant}`?" if meant else "",
                    )
