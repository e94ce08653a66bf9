"""Finds panels that do not follow the datasource that one chooses for their dashboard."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, DatasourceReference, Panel
from frontierkit.model.location import Location


@check("dashboard/default_datasource", on=Dashboard, severity=Severity.WARNING)
def default_datasource(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel asks the default datasource, while the others follow a variable.

    Whoever chooses another datasource sees it in all panels but this one, which goes on showing
    what Grafana's default datasource says, without a word.

    Bad:
        dashboard:
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}
          panels:
            - {expr: up, datasource: {type: prometheus, uid: "${ds}"}}
            - {title: no datasource, datasource: null, targets: [{refId: A, expr: up}]}

    Good:
        dashboard:
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}
          panels:
            - {expr: up, datasource: {type: prometheus, uid: "${ds}"}}
            - {expr: up, datasource: {type: prometheus, uid: "${ds}"}}
    """
    chosen = {v.name.text for v in dashboard.variables if v.kind == "datasource"}
    panels = [panel for panel in dashboard.panels if any(t.query for t in panel.targets)]
    following = next(
        (name for name in sorted(chosen) if any(_follows(panel, name) for panel in panels)), None
    )
    if following is not None:
        for panel in panels:
            if all(_default(reference) for reference in _references(panel)):
                yield Finding(
                    f'`"datasource": null` asks the default datasource, not `${{{following}}}`',
                    Location(panel.place, panel.trail),
                    f'write `"datasource": {{"type": "prometheus", "uid": "${{{following}}}"}}`',
                )


def _references(panel: Panel) -> Iterator[DatasourceReference | None]:
    """Yield what each PromQL target of a panel asks: its own datasource, or that of the panel."""
    for target in panel.targets:
        if target.query is not None:
            yield target.datasource if not _default(target.datasource) else panel.datasource


def _default(reference: DatasourceReference | None) -> bool:
    return reference is None or reference.uid is None or reference.uid.text in ("", "default")


def _follows(panel: Panel, name: str) -> bool:
    return any(
        reference is not None
        and reference.uid is not None
        and reference.uid.text.strip("${}[]").partition(":")[0] == name
        for reference in _references(panel)
    )
