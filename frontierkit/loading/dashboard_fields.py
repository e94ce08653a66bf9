"""How a panel displays its fields → model: thresholds, overrides, transformations, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.loading.collected import Trail
from frontierkit.loading.dashboard_reader import DashboardReader, Table, text_of
from frontierkit.loading.places import Pointer
from frontierkit.model.dashboard import Link, Override, ThresholdStep, Transformation
from frontierkit.model.location import Passage


def lift_thresholds(
    reader: DashboardReader, settings: Table, pointer: Pointer, trail: Trail
) -> tuple[str | None, tuple[ThresholdStep, ...]]:
    """Return the mode and the steps of `thresholds` of a field's settings."""
    if not isinstance(settings.get("thresholds"), dict):
        return None, ()
    table = reader.table(settings, "thresholds", pointer, trail)
    here = (*pointer, "thresholds")
    steps = tuple(
        ThresholdStep(
            reader.number(step, "value"),
            text_of(step, "color"),
            _value(reader, step, "value", at, (*trail, f"threshold {at[-1]}")),
        )
        for step, at in reader.items(table, "steps", here, trail)
    )
    return text_of(table, "mode") or None, steps


def lift_old_thresholds(
    reader: DashboardReader, panel: Table, pointer: Pointer, trail: Trail
) -> tuple[ThresholdStep, ...]:
    """Return the thresholds of the old graph panel."""
    if not isinstance(panel.get("thresholds"), list):
        return ()
    return tuple(
        ThresholdStep(
            reader.number(step, "value"),
            text_of(step, "colorMode"),
            _value(reader, step, "value", at, (*trail, f"threshold {at[-1]}")),
        )
        for step, at in reader.items(panel, "thresholds", pointer, trail)
    )


def _value(
    reader: DashboardReader, data: Table, name: str, pointer: Pointer, trail: Trail
) -> Passage:
    """Return a value as the text it is in JSON."""
    value = data.get(name)
    place = reader.places.place((*pointer, name) if name in data else pointer)
    text = value if isinstance(value, str) else "null" if value is None else f"{value}"
    return Passage(text, place, trail)


def lift_overrides(
    reader: DashboardReader, settings: Table, pointer: Pointer, trail: Trail
) -> tuple[Override, ...]:
    """Lift the overrides of `fieldConfig`."""
    found = []
    for data, here in reader.items(settings, "overrides", pointer, trail):
        matcher = reader.table(data, "matcher", here, trail)
        inner = (*trail, f"override {int(here[-1]) + 1}")
        properties = {
            text_of(item, "id"): item.get("value")
            for item, _ in reader.items(data, "properties", here, inner)
        }
        option = matcher.get("options")
        place = reader.places.place((*here, "matcher", "options"))
        found.append(
            Override(
                matcher=text_of(matcher, "id"),
                option=Passage(option, place, inner) if isinstance(option, str) else None,
                properties=properties,
                place=reader.places.place(here),
            )
        )
    return tuple(found)


def lift_series_overrides(
    reader: DashboardReader, panel: Table, pointer: Pointer, trail: Trail
) -> tuple[Override, ...]:
    """Lift what the old graph panel shows on its right axis: the alias, and that axis's unit."""
    if not isinstance(panel.get("seriesOverrides"), list):
        return ()
    axes = panel.get("yaxes")
    right = axes[1] if isinstance(axes, list) and len(axes) > 1 else None
    unit = text_of(right, "format") if isinstance(right, dict) else ""
    return tuple(
        Override(
            matcher="byAlias",
            option=reader.passage(data, "alias", here, trail),
            properties={"unit": unit},
            place=reader.places.place(here),
        )
        for data, here in reader.items(panel, "seriesOverrides", pointer, trail)
        if data.get("yaxis") == 2
    )


# Where each transformation names fields: `*` steps into a list or an object's values,
# `#` takes the keys of an object.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "organize": ("excludeByName.#", "indexByName.#", "renameByName.#"),
    "filterFieldsByName": ("include.names.*", "exclude.names.*"),
    "calculateField": (
        "binary.left", "binary.right", "binary.left.matcher.options",
        "binary.right.matcher.options", "reduce.include.*", "unary.fieldName",
        "cumulative.field", "window.field",
    ),
    "groupBy": ("fields.#",),
    "groupToNestedTable": ("fields.#",),
    "sortBy": ("sort.*.field", "fields.#"),
    "joinByField": ("byField",),
    "seriesToColumns": ("byField",),
    "filterByValue": ("filters.*.fieldName",),
    "labelsToFields": ("valueLabel", "keepLabels.*"),
    "extractFields": ("source",),
    "partitionByValues": ("fields.*",),
    "groupingToMatrix": ("columnField", "rowField", "valueField"),
    "convertFieldType": ("conversions.*.targetField",),
    "formatTime": ("timeField",),
    "formatString": ("stringField",),
    "fieldLookup": ("lookupField",),
    "rowsToFields": ("mappings.*.fieldName",),
    "configFromData": ("mappings.*.fieldName",),
    "heatmap": (),
    "limit": (),
}  # fmt: skip


def lift_transformations(
    reader: DashboardReader, panel: Table, pointer: Pointer, trail: Trail
) -> tuple[Transformation, ...]:
    """Lift the transformations of a panel."""
    found = []
    for data, here in reader.items(panel, "transformations", pointer, trail):
        kind = text_of(data, "id")
        inner = (*trail, f"transformation {int(here[-1]) + 1} {kind}".rstrip())
        options = reader.table(data, "options", here, inner)
        fields = (
            passage
            for path in _FIELDS.get(kind, ())
            for passage in _named(reader, options, (*here, "options"), path.split("."), inner)
        )
        found.append(
            Transformation(
                kind=kind,
                fields=tuple(fields),
                options=options,
                disabled=data.get("disabled") is True,
                place=reader.places.place(here),
            )
        )
    return tuple(found)


def _named(
    reader: DashboardReader, value: object, pointer: Pointer, path: list[str], trail: Trail
) -> Iterator[Passage]:
    """Yield the texts that `path` leads to."""
    if not path:
        if isinstance(value, str) and value:
            yield Passage(value, reader.places.place(pointer), trail)
        return
    step, *rest = path
    if step == "#" and isinstance(value, dict):
        for name in value:
            yield Passage(name, reader.places.key((*pointer, name)), trail)
    elif step == "*" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _named(reader, item, (*pointer, index), rest, trail)
    elif isinstance(value, dict) and step in value:
        yield from _named(reader, value[step], (*pointer, step), rest, trail)


def lift_links(
    reader: DashboardReader, data: Table, name: str, pointer: Pointer, trail: Trail
) -> tuple[Link, ...]:
    """Lift the links called `name` of a dashboard, panel or field."""
    if not isinstance(data.get(name), list):
        return ()
    return tuple(
        _link(reader, link, here, trail) for link, here in reader.items(data, name, pointer, trail)
    )


def _link(reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail) -> Link:
    title = text_of(data, "title")
    trail = (*trail, f"link {title or int(pointer[-1]) + 1}")
    tags = data.get("tags")
    return Link(
        title=title,
        url=reader.passage(data, "url", pointer, trail),
        tags=tuple(
            Passage(tag, reader.places.place((*pointer, "tags", index)), trail)
            for index, tag in enumerate(tags if isinstance(tags, list) else ())
            if isinstance(tag, str)
        ),
        kind=text_of(data, "type", "link"),
        place=reader.places.place(pointer),
    )


def lift_mapped_values(
    reader: DashboardReader, settings: Table, pointer: Pointer, trail: Trail
) -> tuple[Passage, ...]:
    """Return the values that value mappings name."""
    found = []
    for data, here in reader.items(settings, "mappings", pointer, trail):
        options = data.get("options")
        if data.get("type") == "value" and isinstance(options, dict):
            keys = (*here, "options")
            found += [Passage(v, reader.places.key((*keys, v)), trail) for v in options]
        elif isinstance(data.get("value"), str) and "text" in data:
            found.append(_value(reader, data, "value", here, trail))
    return tuple(found)
