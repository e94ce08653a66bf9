"""Finds datasources that a dashboard refers to and nobody provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.dashboard_variables import defined_in
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, DatasourceReference
from frontierkit.model.location import Passage
from frontierkit.model.project import Project
from frontierkit.promql.variables import variables_in
from frontierkit.text import closest, listed, plural

OF_GRAFANA = frozenset(
    ("", "default", "grafana", "-- Grafana --", "-- Mixed --", "-- Dashboard --", "__expr__")
)
"""What Grafana answers itself, and what stands for its default datasource."""

BRACED = re.compile(r"\$\{([^}:.]+)")
"""A variable in braces, whatever characters are in its name: exports make names of uids."""


@check("dashboard/unknown_datasource", on=Project, severity=Severity.ERROR)
def unknown_datasource(project: Project, facts: Facts) -> Iterator[Finding]:
    """A dashboard refers to a datasource that is not provisioned, or by a variable that is none.

    Grafana says "Datasource not found", and every panel that refers to it is an error.

    Bad:
        panels: [{expr: up, datasource: {type: prometheus, uid: "${DS_PROM}"}}]

    Good:
        dashboard:
          panels: [{expr: up, datasource: {type: prometheus, uid: "${ds}"}}]
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}

    Except: a uid is held against the provisioned datasources only where some are provisioned.
    """
    known = {
        passage.text
        for datasource in project.datasources
        for passage in (datasource.name, datasource.uid)
        if passage is not None
    }
    for dashboard in project.dashboards:
        for passage, others in _references(dashboard).values():
            variables = BRACED.findall(passage.text) or [u.name for u in variables_in(passage.text)]
            more = f" (and in {plural(others, 'more place')})" if others else ""
            if variables:
                if not all(defined_in(dashboard, name) for name in variables):
                    yield Finding(
                        f"nothing defines the datasource variable `{passage.text}`{more}",
                        passage.at(),
                        "add a variable of the type datasource, or name the uid of a datasource",
                    )
            elif project.has_datasource_provisioning and passage.text not in known:
                yield Finding(
                    f"no datasource with the uid `{passage.text}` is provisioned{more}",
                    passage.at(),
                    _help(passage.text, project),
                )


def _help(uid: str, project: Project) -> str:
    uids = [datasource.uid.text for datasource in project.datasources if datasource.uid is not None]
    named = [d.name.text for d in project.datasources if d.uid is None]
    meant = closest(uid, uids)
    if meant:
        return f"did you mean `{meant}`?"
    if named:
        return f"{listed(named)} has no uid: give it one, as `uid: {uid}`"
    return f"there is {listed(uids)}" if uids else ""


def _references(dashboard: Dashboard) -> dict[str, tuple[Passage, int]]:
    """Return the first place of each uid that a dashboard refers to, and how many follow."""
    found: dict[str, tuple[Passage, int]] = {}
    for passage in _uids(dashboard):
        first, others = found.get(passage.text, (passage, -1))
        found[passage.text] = (first, others + 1)
    return found


def _uids(dashboard: Dashboard) -> Iterator[Passage]:
    """Yield each uid that a panel, variable or annotation refers to."""
    for panel in dashboard.panels:
        references = (panel.datasource, *(target.datasource for target in panel.targets))
        yield from {p.text: p for p in map(_uid, references) if p is not None}.values()
    named = [variable.datasource for variable in dashboard.variables]
    named += [annotation.datasource for annotation in dashboard.annotations]
    yield from (passage for passage in map(_uid, named) if passage is not None)


def _uid(reference: DatasourceReference | None) -> Passage | None:
    if reference is None or reference.uid is None or reference.uid.text in OF_GRAFANA:
        return None
    return reference.uid
