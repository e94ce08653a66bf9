"""Panels and rows → model, in reading order, nested ones after their row."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.loading.collected import Trail
from frontierkit.loading.dashboard_fields import (
    lift_links,
    lift_mapped_values,
    lift_old_thresholds,
    lift_overrides,
    lift_series_overrides,
    lift_thresholds,
    lift_transformations,
)
from frontierkit.loading.dashboard_queries import lift_targets, report_number
from frontierkit.loading.dashboard_reader import NOTHING, DashboardReader, Table, text_of
from frontierkit.loading.dashboard_texts import texts_with_variables
from frontierkit.loading.places import Pointer
from frontierkit.model.dashboard import Grid, Link, Panel
from frontierkit.model.location import Passage

_LEFT_OUT = frozenset(
    ("targets", "panels", "title", "description", "repeat", "links", "datasource", "gridPos", "id")
)
_LEFT_OUT_OF_TARGETS = frozenset(("expr", "legendFormat", "interval", "datasource"))
_MAX_NESTING = 3


def lift_panels(
    reader: DashboardReader, dashboard: Table, pointer: Pointer, trail: Trail
) -> Iterator[Panel]:
    """Yield every panel and row of a dashboard."""
    yield from _nested(reader, dashboard, pointer, trail, None, 0)
    if isinstance(dashboard.get("rows"), list):
        yield from _old_rows(reader, dashboard, pointer, trail)


def _nested(
    reader: DashboardReader,
    holder: Table,
    pointer: Pointer,
    trail: Trail,
    row: Panel | None,
    depth: int,
) -> Iterator[Panel]:
    """Yield the panels that `holder` holds; after an open row, panels belong to it."""
    for data, here in reader.items(holder, "panels", pointer, trail):
        starts_row = depth == 0 and data.get("type") == "row"
        panel = _panel(reader, data, here, trail, None if starts_row else row)
        yield panel
        row = panel if starts_row else row
        if not data.get("panels"):
            continue
        if depth == _MAX_NESTING:
            message = "panels are nested more than three levels deep"
            reader.malformed(message, here, trail)
            continue
        yield from _nested(reader, data, here, trail, panel, depth + 1)


def _old_rows(
    reader: DashboardReader, dashboard: Table, pointer: Pointer, trail: Trail
) -> Iterator[Panel]:
    """Yield the rows of a dashboard from before Grafana 5, each with its panels."""
    for data, here in reader.items(dashboard, "rows", pointer, trail):
        fields = {name: value for name, value in data.items() if name != "panels"}
        row = _panel(reader, {**fields, "type": "row"}, here, trail, None)
        yield row
        yield from _nested(reader, data, here, trail, row, 1)


def _panel(
    reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail, row: Panel | None
) -> Panel:
    title = text_of(data, "title")
    number = reader.whole(data, "id")
    kind = text_of(data, "type")
    name = title or (f"{number}" if number is not None else f"{int(pointer[-1]) + 1}")
    trail = (*trail, f"{'row' if kind == 'row' else 'panel'} {name}")
    config = reader.table(data, "fieldConfig", pointer, trail)
    defaults = reader.table(config, "defaults", (*pointer, "fieldConfig"), trail)
    at_config = (*pointer, "fieldConfig")
    at_defaults = (*at_config, "defaults")
    datasource = reader.datasource(data, pointer, trail)
    mode, thresholds = lift_thresholds(reader, defaults, at_defaults, trail)
    axis, at_axis = _scale(data, defaults, pointer)
    library = data.get("libraryPanel")
    return Panel(
        id=number,
        title=reader.passage(data, "title", pointer, trail),
        kind=kind,
        grid=_grid(reader, data, pointer, trail),
        datasource=datasource,
        targets=lift_targets(reader, data, datasource, pointer, trail),
        unit=_unit(reader, axis, at_axis, trail),
        minimum=reader.number(axis, "min"),
        maximum=reader.number(axis, "max"),
        decimals=reader.number(defaults, "decimals"),
        thresholds=thresholds or lift_old_thresholds(reader, data, pointer, trail),
        threshold_mode=mode,
        overrides=lift_overrides(reader, config, at_config, trail)
        + lift_series_overrides(reader, data, pointer, trail),
        transformations=lift_transformations(reader, data, pointer, trail),
        links=_links(reader, data, defaults, pointer, trail),
        repeat=reader.passage(data, "repeat", pointer, trail),
        description=reader.passage(data, "description", pointer, trail),
        stacking=_stacking(data, defaults),
        mapped_values=lift_mapped_values(reader, defaults, at_defaults, trail),
        library_uid=text_of(library, "uid") or None if isinstance(library, dict) else None,
        collapsed=data.get("collapsed") is True or data.get("collapse") is True,
        row=row,
        options=reader.table(data, "options", pointer, trail),
        texts=_texts(reader, data, pointer, trail),
        place=reader.places.place(pointer),
        trail=trail,
        nested=pointer.count("panels") > 1,
        interval=reader.passage(data, "interval", pointer, trail),
        color_mode=_color_mode(reader, defaults, at_defaults, trail),
        display_name=text_of(defaults, "displayName") or None,
        drawing=_table(defaults, "custom"),
    )


def _table(data: Table, name: str) -> Table:
    value = data.get(name)
    return value if isinstance(value, dict) else NOTHING


def _color_mode(
    reader: DashboardReader, defaults: Table, pointer: Pointer, trail: Trail
) -> Passage | None:
    return reader.passage(_table(defaults, "color"), "mode", (*pointer, "color"), trail)


def _grid(reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail) -> Grid | None:
    table = reader.table(data, "gridPos", pointer, trail)
    x, y, w, h = table.get("x"), table.get("y"), table.get("w"), table.get("h")
    if type(x) is type(y) is type(w) is type(h) is int:
        return Grid(x, y, w, h)
    names = ("x", "y", "w", "h")
    if not table or not report_number(reader, table, names, (*pointer, "gridPos"), trail):
        return None
    return Grid(*(reader.whole(table, name) or 0 for name in names))


def _scale(data: Table, defaults: Table, pointer: Pointer) -> tuple[Table, Pointer]:
    """Return what holds unit and bounds: the field defaults, or an old panel's left axis."""
    if defaults:
        return defaults, (*pointer, "fieldConfig", "defaults")
    axes = data.get("yaxes")
    if isinstance(axes, list) and axes and isinstance(axes[0], dict):
        return axes[0], (*pointer, "yaxes", 0)
    if isinstance(data.get("yaxis"), dict):
        return NOTHING, pointer
    return data, pointer


def _unit(reader: DashboardReader, axis: Table, pointer: Pointer, trail: Trail) -> Passage | None:
    name = "unit" if pointer[-1] == "defaults" else "format"
    value = axis.get(name)
    return (
        Passage(value, reader.places.place((*pointer, name)), (*trail, "unit"))
        if isinstance(value, str)
        else None
    )


def _links(
    reader: DashboardReader, data: Table, defaults: Table, pointer: Pointer, trail: Trail
) -> tuple[Link, ...]:
    of_fields = (*pointer, "fieldConfig", "defaults")
    return lift_links(reader, data, "links", pointer, trail) + lift_links(
        reader, defaults, "links", of_fields, trail
    )


def _stacking(data: Table, defaults: Table) -> str | None:
    stacking = _table(defaults, "custom").get("stacking")
    if isinstance(stacking, dict):
        return text_of(stacking, "mode") or None
    if data.get("stack") is True:
        return "percent" if data.get("percentage") is True else "normal"
    return None


def _texts(
    reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail
) -> tuple[Passage, ...]:
    found = texts_with_variables(data, pointer, _LEFT_OUT)
    targets = data.get("targets")
    for index, target in enumerate(targets if isinstance(targets, list) else ()):
        found += texts_with_variables(target, (*pointer, "targets", index), _LEFT_OUT_OF_TARGETS)
    return tuple(Passage(text, reader.places.place(at), trail) for text, at in found)
