"""Finds panels that do not follow the choice of a datasource."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.checks.dashboard.unknown_datasource import OF_GRAFANA
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, DatasourceReference
from frontierkit.model.location import Passage
from frontierkit.promql.variables import variables_in
from frontierkit.text import plural


@check("datasource/fixed", on=Dashboard, severity=Severity.WARNING, profile="strict")
def fixed(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel asks one certain datasource, on a dashboard that lets one choose.

    Whoever chooses another Prometheus goes on seeing the first one there. In another Grafana, where
    the uid differs, the panel is an error.

    Bad:
        dashboard:
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}
          panels: [{expr: up, datasource: {type: prometheus, uid: PBFA97CFB590B2093}}]

    Good:
        dashboard:
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}
          panels: [{expr: up, datasource: {type: prometheus, uid: "${ds}"}}]
    """
    choices = {
        variable.definition.text: variable.name.text
        for variable in reversed(dashboard.variables)
        if variable.kind == "datasource" and variable.definition is not None
    }
    found: dict[str, list[Passage]] = {}
    for reference in _references(dashboard) if choices else ():
        if reference.kind in choices and reference.uid is not None and _fixed(reference, dashboard):
            found.setdefault(reference.uid.text, []).append(reference.uid)
    for uid, (first, *others) in found.items():
        more = f" (and in {plural(len(others), 'more place')})" if others else ""
        variable = next(iter(choices.values()))
        yield Finding(
            f"this asks the datasource `{uid}`, whatever `${variable}` is{more}",
            first.at(),
            f"write `${{{variable}}}`",
        )


def _references(dashboard: Dashboard) -> Iterator[DatasourceReference]:
    """Yield what the queries of panels and variables ask."""
    for panel in dashboard.panels:
        for target in panel.targets:
            reference = target.datasource or panel.datasource
            if reference is not None:
                yield reference
    for variable in dashboard.variables:
        if variable.datasource is not None:
            yield variable.datasource


def _fixed(reference: DatasourceReference, dashboard: Dashboard) -> bool:
    """Return whether a uid is that of one datasource, or of an input at the time of import."""
    uid = reference.uid.text if reference.uid is not None else ""
    names = [use.name for use in variables_in(uid)]
    if not names:
        return uid not in OF_GRAFANA
    return all(name in dashboard.inputs and dashboard.variable(name) is None for name in names)
