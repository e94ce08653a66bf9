"""A catalog as plain data, in the JSON text that the package carries and the cache keeps.

Most families of an exporter share a few sets of labels and a few lists of bounds. Each is written
once, and families give its number: the text is half as long, and each is built once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.labels import ANY, Labels, LabelSpec
from frontierkit.dataclass import field_names

FORMAT = 1
"""Raise it when the layout below changes: what an older frontierkit kept is then left aside."""

FAMILY_KEYS = field_names(Family)
HEAD_KEYS = tuple(name for name in field_names(ExporterCatalog) if name not in ("history", "as_of"))
SHARED = {"labels": "label_sets", "buckets": "bounds", "quantiles": "bounds"}


def dump(catalog: ExporterCatalog) -> str:
    """Return the text of a catalog: one line for each family, equal bytes for equal catalogs."""
    tables: dict[str, dict[str, int]] = {"label_sets": {}, "bounds": {}}
    families = [_line(_family_record(family, tables)) for family in catalog.history]
    head = [f"{_line(key)}: {_line(value)}" for key, value in _head_record(catalog).items()]
    shared = [f"{_line(name)}: {_block(table)}" for name, table in tables.items()]
    return "{\n" + ",\n".join([*head, *shared, f'"families": {_block(families)}']) + "\n}\n"


def load(text: str) -> ExporterCatalog:
    """Return the catalog that `dump` wrote; nothing is validated a second time."""
    data: dict[str, Any] = json.loads(text)
    label_sets = [labels_from_plain(labels) for labels in data.pop("label_sets")]
    bounds = [tuple(map(float, numbers)) for numbers in data.pop("bounds")]
    tables: dict[str, list[Any]] = {"label_sets": label_sets, "bounds": bounds}
    history = data.pop("families")
    for record in history:
        for key, table in SHARED.items():
            if key in record:
                record[key] = tables[table][record[key]]
    for key in ("versions", "exhaustive", "includes", "notes"):
        data[key] = tuple(data.get(key, ()))
    if "target_labels" in data:
        data["target_labels"] = labels_from_plain(data["target_labels"])
    families = tuple(Family(**record) for record in history)
    return ExporterCatalog(history=families, as_of=data["version"], **data)


def labels_from_plain(labels: Mapping[str, Any]) -> Labels:
    """Return labels as the format writes them: null, a list, or an object with a regex."""
    return {name: _label_spec(values) for name, values in labels.items()}


def labels_to_plain(labels: Labels) -> dict[str, Any]:
    """Return labels in the words of the format."""
    return {name: _plain_spec(spec) for name, spec in labels.items()}


def in_words_of_the_format(catalog: ExporterCatalog) -> dict[str, Any]:
    """Return a catalog as the data of a catalog file: what it does not say is left away."""
    head = {key: value for key, value in _head_record(catalog).items() if key != "name"}
    required = {key: head.pop(key, []) for key in ("exporter", "version", "source", "exhaustive")}
    families = [family_to_plain(family) for family in catalog.history]
    return required | head | {"families": families}


def family_to_plain(family: Family) -> dict[str, Any]:
    """Return a family in the words of the format, without what is not known."""
    record = {key: getattr(family, key) for key in FAMILY_KEYS}
    if family.labels is not None:
        record["labels"] = labels_to_plain(family.labels)
    return {key: _as_list(value) for key, value in record.items() if value is not None}


def _label_spec(values: Any) -> LabelSpec:
    if values is None:
        return ANY
    if isinstance(values, dict):
        return LabelSpec(regex=values["regex"])
    return LabelSpec(values=tuple(values))


def _plain_spec(spec: LabelSpec) -> Any:
    if spec.values is not None:
        return list(spec.values)
    return None if spec.regex is None else {"regex": spec.regex}


def _head_record(catalog: ExporterCatalog) -> dict[str, Any]:
    head = {key: getattr(catalog, key) for key in HEAD_KEYS}
    if catalog.target_labels is not None:
        head["target_labels"] = labels_to_plain(catalog.target_labels)
    said = ((key, value) for key, value in head.items() if value not in (None, (), False))
    return {key: _as_list(value) for key, value in said}


def _family_record(family: Family, tables: dict[str, dict[str, int]]) -> dict[str, Any]:
    record = family_to_plain(family)
    for key, table in SHARED.items():
        if key in record:
            text = _line(record[key])
            record[key] = tables[table].setdefault(text, len(tables[table]))
    return record


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _block(lines: Mapping[str, int] | list[str]) -> str:
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
