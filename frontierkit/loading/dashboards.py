"""Dashboards → model: the one lift, over the plain JSON structure, for written and built ones."""

from __future__ import annotations

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.dashboard_fields import lift_links
from frontierkit.loading.dashboard_panels import lift_panels
from frontierkit.loading.dashboard_reader import DashboardReader, Table, text_of
from frontierkit.loading.dashboard_texts import texts_with_variables
from frontierkit.loading.dashboard_variables import lift_variables
from frontierkit.loading.datasource_kinds import PROMQL, kind_of_datasource, language_of, product
from frontierkit.loading.places import Places, Pointer
from frontierkit.model.dashboard import Annotation, Dashboard
from frontierkit.model.datasource import Datasource
from frontierkit.model.location import Passage
from frontierkit.model.query import Query, Role


def lift_dashboard(
    data: Table,
    places: Places,
    collected: Collected,
    *,
    pointer: Pointer = (),
    trail: Trail = (),
    datasources: tuple[Datasource, ...] = (),
    folder: str | None = None,
    name: str = "",
) -> Dashboard:
    """Lift the dashboard `data`, which `places` knows at `pointer`.

    Never raises: what has the wrong shape is a finding in `collected`. `datasources` are those
    that are provisioned, for telling the language of a query.
    """
    trail = (*trail, f"dashboard {text_of(data, 'title') or text_of(data, 'uid') or 'untitled'}")
    reader = DashboardReader(places, collected, kinds=_kinds(datasources, data))
    time = reader.table(data, "time", pointer, trail)
    variables = lift_variables(reader, data, pointer, trail)
    panels = tuple(lift_panels(reader, data, pointer, trail))
    annotations = _annotations(reader, data, pointer, trail)
    tags = data.get("tags")
    dashboard = Dashboard(
        uid=reader.passage(data, "uid", pointer, trail),
        title=reader.passage(data, "title", pointer, trail),
        panels=panels,
        variables=variables,
        annotations=annotations,
        links=lift_links(reader, data, "links", pointer, trail),
        inputs=_inputs(data),
        tags=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
        schema_version=reader.whole(data, "schemaVersion"),
        refresh=reader.passage(data, "refresh", pointer, trail)
        if isinstance(data.get("refresh"), str)
        else None,
        time_from=reader.passage(time, "from", (*pointer, "time"), trail),
        folder=folder,
        place=places.place(pointer),
        trail=trail,
        name=name,
        metricsql=reader.metricsql,
        queries=tuple(reader.queries),
        source=places.text,
    )
    for query in reader.queries:
        query.belongs_to(dashboard)
    return dashboard


def _kinds(datasources: tuple[Datasource, ...], data: Table) -> dict[str, str]:
    """Return the types of the datasources that are known by uid, name or input."""
    kinds: dict[str, str] = {}
    for datasource in datasources:
        kinds[datasource.name.text] = datasource.kind
        if datasource.uid is not None:
            kinds[datasource.uid.text] = datasource.kind
        if datasource.is_default:
            kinds[""] = kinds["default"] = datasource.kind
    inputs = data.get("__inputs")
    for entry in inputs if isinstance(inputs, list) else ():
        if isinstance(entry, dict) and entry.get("type") == "datasource":
            kinds[f"${text_of(entry, 'name')}"] = text_of(entry, "pluginId")
    return kinds


def _inputs(data: Table) -> tuple[str, ...]:
    inputs = data.get("__inputs")
    entries = inputs if isinstance(inputs, list) else []
    return tuple(text_of(e, "name") for e in entries if isinstance(e, dict) and "name" in e)


def _annotations(
    reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail
) -> tuple[Annotation, ...]:
    table = reader.table(data, "annotations", pointer, trail)
    entries = reader.items(table, "list", (*pointer, "annotations"), trail)
    return tuple(_annotation(reader, entry, here, trail) for entry, here in entries)


def _annotation(reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail) -> Annotation:
    name = text_of(data, "name")
    trail = (*trail, f"annotation {name}".rstrip())
    datasource = reader.datasource(data, pointer, trail)
    target = data.get("target")
    expr = reader.passage(data, "expr", pointer, trail)
    if expr is None and isinstance(target, dict):
        expr = reader.passage(target, "expr", (*pointer, "target"), trail)
    query = None
    if expr is not None and expr.text.strip():
        language = language_of(kind_of_datasource(datasource, reader.kinds), expr.text)
        if language == PROMQL:
            query = Query(expr, Role.ANNOTATION)
            reader.queries.append(query)
        else:
            what = f"{product(language or '')} annotation"
            reader.collected.not_judged(what, "only PromQL is judged")
    texts = texts_with_variables(data, pointer, ("name", "datasource", "expr"))
    return Annotation(
        name=name,
        query=query,
        datasource=datasource,
        texts=tuple(
            Passage(text, reader.places.place(at), trail) for text, at in texts if at[-1] != "expr"
        ),
        place=reader.places.place(pointer),
    )
