"""The targets of a panel → model, each in the language of its datasource."""

from __future__ import annotations

from frontierkit.diagnostics import Severity
from frontierkit.loading.collected import Trail
from frontierkit.loading.dashboard_reader import DashboardReader, Table, described, text_of
from frontierkit.loading.datasource_kinds import (
    METRICSQL_TYPES,
    PROMQL,
    is_internal,
    is_mixed,
    kind_of_datasource,
    language_of,
    product,
)
from frontierkit.loading.placeholders import is_template
from frontierkit.loading.places import Pointer
from frontierkit.model.dashboard import DatasourceReference, Target
from frontierkit.model.location import Passage
from frontierkit.model.query import Query, Role

_NOT_PROMQL = "only PromQL is judged"
_SHAPES = (
    ("rawSql", "sql"), ("rawQuery", "influxdb"), ("target", "graphite"), ("query", "other"),
    ("metrics", "elasticsearch"), ("metricName", "cloudwatch"), ("queryText", "other"),
)  # fmt: skip


def lift_targets(
    reader: DashboardReader,
    panel: Table,
    datasource: DatasourceReference | None,
    pointer: Pointer,
    trail: Trail,
) -> tuple[Target, ...]:
    """Lift the targets of a panel whose own datasource is `datasource`."""
    return tuple(
        _target(reader, target, datasource, here, trail)
        for target, here in reader.items(panel, "targets", pointer, trail)
    )


def _target(
    reader: DashboardReader,
    data: Table,
    inherited: DatasourceReference | None,
    pointer: Pointer,
    trail: Trail,
) -> Target:
    ref_id = text_of(data, "refId") or None
    trail = (*trail, f"query {ref_id}" if ref_id else f"query {int(pointer[-1]) + 1}")
    own = reader.datasource(data, pointer, trail)
    effective = own if own is not None or is_mixed(inherited) else inherited
    language = _language(reader, data, effective, inherited)
    instant, ranged = data.get("instant"), data.get("range")
    return Target(
        ref_id=ref_id,
        language=language,
        query=_query(reader, data, language, pointer, trail),
        legend=reader.passage(data, "legendFormat", pointer, (*trail, "legend")),
        datasource=own,
        hidden=data.get("hide") is True,
        instant=instant if isinstance(instant, bool) else None,
        range=ranged if isinstance(ranged, bool) else None,
        format=text_of(data, "format") or None,
        interval=reader.passage(data, "interval", pointer, trail),
        exemplar=data.get("exemplar") is True,
        place=reader.places.place(pointer),
        trail=trail,
        expression=reader.passage(data, "expression", pointer, trail),
        panel_id=reader.whole(data, "panelId"),
    )


def _language(
    reader: DashboardReader,
    data: Table,
    datasource: DatasourceReference | None,
    inherited: DatasourceReference | None,
) -> str:
    if is_internal(datasource):
        return "grafana"
    kind = kind_of_datasource(datasource, reader.kinds)
    if kind is None and datasource is not inherited and not is_mixed(inherited):
        kind = kind_of_datasource(inherited, reader.kinds)
    if kind in METRICSQL_TYPES:
        reader.metricsql = True
    if kind == "mixed":
        kind = None
    language = language_of(kind, data.get("expr"))
    if language is not None:
        return language
    return next((name for key, name in _SHAPES if data.get(key)), PROMQL)


def _query(
    reader: DashboardReader, data: Table, language: str, pointer: Pointer, trail: Trail
) -> Query | None:
    if language != PROMQL:
        if language not in ("grafana", "expression") or data.get("expr") is not None:
            reader.collected.not_judged(f"{product(language)} query", _NOT_PROMQL)
        return None
    expr = data.get("expr")
    if expr is None:
        return None
    here = (*pointer, "expr")
    if not isinstance(expr, str):
        reader.malformed(f"`expr` is a text, not {described(expr)}", here, trail)
        return None
    if not expr.strip():
        return None
    if is_template(expr):
        reader.collected.not_judged("templated expression", "it is filled in later")
        return None
    query = Query(Passage(expr, reader.places.place(here), trail), Role.PANEL)
    reader.queries.append(query)
    return query


def report_number(
    reader: DashboardReader, data: Table, names: tuple[str, ...], pointer: Pointer, trail: Trail
) -> bool:
    """Report those of `names` that are there and no numbers; say whether all are numbers."""
    good = True
    for name in names:
        value = data.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            message = f"`{name}` is a number, not {described(value)}"
            reader.malformed(message, (*pointer, name), trail, severity=Severity.WARNING)
            good = False
    return good
