"""Finds PromQL that is sent to datasources which do not speak it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, DatasourceReference
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Selector
from frontierkit.promql.variables import variables_in

_OTHERS = """
    alertmanager cloudwatch elasticsearch grafana-postgresql-datasource graphite influxdb jaeger
    loki mssql mysql opentsdb postgres stackdriver tempo victoriametrics-logs-datasource zipkin
"""
OTHER_LANGUAGES = frozenset(_OTHERS.split())
"""Types of datasources that understand no PromQL."""


@check("datasource/wrong_language", on=Project, severity=Severity.ERROR)
def wrong_language(project: Project, facts: Facts) -> Iterator[Finding]:
    """A PromQL query is sent to a datasource of another language.

    Its `type` says `prometheus`, but Grafana goes by the uid: that is the uid of something else, or
    of a variable that chooses among others. The answer is an error.

    Bad:
        dashboard:
          templating: {list: [{name: logs, type: datasource, query: loki}]}
          panels: [{expr: up, datasource: {type: prometheus, uid: "$logs"}}]

    Good:
        dashboard:
          templating: {list: [{name: ds, type: datasource, query: prometheus}]}
          panels: [{expr: up, datasource: {type: prometheus, uid: "$ds"}}]
    """
    provisioned = {d.uid.text: d.kind for d in project.datasources if d.uid is not None}
    for dashboard in project.dashboards:
        for query, reference in _asked(dashboard):
            kind = _kind(reference, dashboard, provisioned)
            if kind in OTHER_LANGUAGES and reference.uid is not None and _is_promql(query, facts):
                yield Finding(
                    f"`{reference.uid}` is a datasource of the type `{kind}`, and this is PromQL",
                    query.at(),
                    "ask a Prometheus",
                )


def _asked(dashboard: Dashboard) -> Iterator[tuple[Query, DatasourceReference]]:
    """Yield each query with what it is sent to."""
    for panel in dashboard.panels:
        for target in panel.targets:
            reference = target.datasource or panel.datasource
            if target.query is not None and reference is not None:
                yield target.query, reference
    for variable in dashboard.variables:
        if variable.query is not None and variable.datasource is not None:
            yield variable.query, variable.datasource


def _kind(
    reference: DatasourceReference, dashboard: Dashboard, provisioned: Mapping[str, str]
) -> str | None:
    """Return the type of what a uid really is."""
    uid = reference.uid.text if reference.uid is not None else ""
    uses = variables_in(uid)
    if not uses:
        return provisioned.get(uid)
    variable = dashboard.variable(uses[0].name) if uses[0].text == uid else None
    if variable is None or variable.kind != "datasource" or variable.definition is None:
        return None
    return variable.definition.text


def _is_promql(query: Query, facts: Facts) -> bool:
    """Return whether a query is PromQL and not LogQL: it names a metric."""
    syntax = facts.syntax(query)
    return syntax.ok and any(isinstance(n, Selector) and n.name for n in syntax.nodes)
