"""Finds expressions over queries that a panel does not have."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dashboard_variables import defined_in
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_queries import query_uses
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.text import listed


@check("panel/unknown_query", on=Dashboard, severity=Severity.ERROR)
def unknown_query(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """An expression or a transformation refers to a query that its panel does not have.

    Grafana refuses to compute the expression, and the panel is an error.

    Bad:
        targets:
          - {refId: A, expr: up}
          - {refId: C, datasource: {type: __expr__}, type: math, expression: "$B * 2"}

    Good:
        targets:
          - {refId: A, expr: up}
          - {refId: C, datasource: {type: __expr__}, type: math, expression: "$A * 2"}
    """
    for panel in dashboard.panels:
        known = {target.ref_id for target in panel.targets if target.ref_id is not None}
        if panel.library_uid is not None or not known:
            continue
        for use in query_uses(panel):
            if use.ref_id not in known and not defined_in(dashboard, use.ref_id):
                yield Finding(
                    f"{use.by} needs the query `{use.ref_id}`, which {called(panel)} does not have",
                    use.at,
                    f"it has {listed(sorted(known))}",
                )
