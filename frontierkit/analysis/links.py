"""Which dashboards of the project links lead to, and what they hand on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Passage
from frontierkit.model.project import Project
from frontierkit.text import Span

_DASHBOARD = re.compile(r"/?(?:[\w-]+/)?d(?:-solo)?/(?P<uid>[A-Za-z0-9_-]+)(?=[/?#]|$)")
_VARIABLE = re.compile(r"[?&]var-(?P<name>\w+)=")
_PANEL = re.compile(r"[?&](?:viewPanel|editPanel|panelId)=(?:panel-)?(?P<id>\d+)(?=[&#]|$)")


@dataclass(frozen=True, slots=True)
class DashboardLink:
    """A link of `source` to a dashboard of this Grafana; `target` is in the project, or None."""

    source: Dashboard
    url: Passage
    uid: str
    uid_span: Span
    target: Dashboard | None

    @property
    def variables(self) -> Iterator[tuple[str, Span]]:
        """Each variable that the link sets, with its characters."""
        for found in _VARIABLE.finditer(self.url.text):
            yield found["name"], Span(found.start() + 1, found.end() - 1)

    @property
    def panel(self) -> tuple[int, Span] | None:
        """The panel that the link opens."""
        found = _PANEL.search(self.url.text)
        return (int(found["id"]), Span(found.start() + 1, found.end())) if found else None


def dashboard_links(project: Project) -> Iterator[DashboardLink]:
    """Yield every link to a dashboard by its uid, of dashboards, panels and fields."""
    by_uid = {d.uid.text: d for d in project.dashboards if d.uid is not None and d.uid.text}
    for dashboard in project.dashboards:
        panels = (link for panel in dashboard.panels for link in panel.links)
        for link in (*dashboard.links, *panels):
            found = _DASHBOARD.match(link.url.text) if link.url is not None else None
            if link.url is not None and found is not None:
                uid = found["uid"]
                span = Span(*found.span("uid"))
                yield DashboardLink(dashboard, link.url, uid, span, by_uid.get(uid))
