"""The format of a catalog, declared once: what the reader checks and what the JSON Schema says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from frontierkit.catalog.family import FamilyType
from frontierkit.catalog.kinds import (
    LABEL_NAME,
    Anything,
    Bounds,
    Choice,
    Flag,
    FlagOrText,
    Key,
    LabelSets,
    Problem,
    Schema,
    Text,
    TextOrNumber,
    Texts,
    wrong_keys,
)
from frontierkit.catalog.tree import Node

METRIC = Text(pattern=r"^[a-zA-Z_:][a-zA-Z0-9_:]*$", form="a metric name")
UNIT = Text(True, r"^[a-z][a-z_]*(/[a-z][a-z_]*)?$", "one lower-case word, or two around a slash")
CATALOG = Text(pattern=r"^[A-Za-z0-9_.-]+$", form="the name of a catalog, without .yaml")
SUCCESSOR = Text(True, METRIC.pattern, METRIC.form)
WORDS = Text(optional=True)
BOUNDED = {"buckets": "histogram", "quantiles": "summary"}
"""Keys that only one type of family, or one of unknown type, can have."""

FAMILY = {
    "name": Key(
        METRIC,
        "As on /metrics: counters with their real suffix, histograms and summaries by base name.",
        required=True,
    ),
    "type": Key(
        Choice(words=get_args(FamilyType)),
        "unknown also where the declared type is known to lie.",
        required=True,
    ),
    "unit": Key(UNIT, "One word, or two joined by a slash; null or absent: unknown."),
    "labels": Key(LabelSets(True), "Its labels; absent: unknown."),
    "more_labels": Key(
        FlagOrText(True),
        "true: labels of any name may come; a text: the option by which a user can add them.",
    ),
    "buckets": Key(
        Bounds(True),
        "Finite, ascending; absent or null: unknown or configurable; empty: only +Inf.",
    ),
    "quantiles": Key(
        Bounds(True, lowest=0, filled=True),
        "Ascending; absent or null: unknown or configurable.",
    ),
    "since": Key(WORDS, "First compared release that has it."),
    "until": Key(WORDS, "First compared release that no longer has it."),
    "deprecated": Key(WORDS, "First compared release that calls it so."),
    "renamed_to": Key(SUCCESSOR, "The metric to use now."),
    "instead": Key(WORDS, "PromQL or words, where it is not a plain rename."),
    "when": Key(
        WORDS, "The flag, feature, hardware or event that it needs; such a family may be absent."
    ),
    "default": Key(Flag(True), "Seen in a default run."),
    "exported": Key(Flag(True), "false: declared in code, never on /metrics."),
    "meaning": Key(WORDS, "For people; no claim."),
    "note": Key(WORDS, "For people; no claim."),
    "otel_name": Key(WORDS, "For people: the name in OpenTelemetry."),
}

CATALOG_KEYS = {
    "exporter": Key(Text(), "Repository or name of the exporter.", required=True),
    "version": Key(
        Text(), "What the families describe, unless since and until say otherwise.", required=True
    ),
    "versions": Key(Texts(), "The releases that were compared, oldest first."),
    "source": Key(Text(), "Where it was read.", required=True),
    "exhaustive": Key(
        Texts(item=METRIC),
        "Prefixes of metric names under which every metric that it can expose is listed.",
        required=True,
    ),
    "complete": Key(
        Flag(),
        "Everything that this exporter exposes, under whatever name, is listed, with what it"
        " includes.",
    ),
    "includes": Key(
        Texts(item=CATALOG),
        "Names of other catalogs, without .yaml, whose families it exposes too.",
    ),
    "more_labels": Key(FlagOrText(True), "As in a family, for all of them."),
    "target_labels": Key(LabelSets(True), "What scraping adds to every series, where it is known."),
    "commit": Key(WORDS, "For people."),
    "source_files": Key(Texts(True), "For people."),
    "method": Key(WORDS, "For people; no claim."),
    "endpoint": Key(WORDS, "For people; no claim."),
    "port": Key(TextOrNumber(True), "For people."),
    "enable": Key(WORDS, "For people; no claim."),
    "note": Key(WORDS, "For people; no claim."),
    "notes": Key(Texts(True, alone=True), "For people."),
    "label_sets": Key(Anything(), "For people: label sets by kind of series."),
    "queried_but_not_exported": Key(
        Anything(), "For people: names that dashboards ask for and this exporter lacks."
    ),
    "alternatives": Key(Anything(), "For people."),
}


def problems(root: Node) -> Iterator[Problem]:
    """Yield what the JSON Schema below would refuse, in the order of the keys."""
    if not isinstance(root.value, dict):
        yield Problem(root.line, "a catalog is a mapping with the keys `exporter`, `version`, …")
        return
    head = Node(root.line, {key: node for key, node in root.value.items() if key != "families"})
    yield from wrong_keys(head, CATALOG_KEYS, "the catalog")
    families = root.value.get("families")
    if families is None:
        yield Problem(root.line, "the catalog has no `families`")
    elif not isinstance(families.value, list):
        yield Problem(families.line, "`families` of the catalog is a list")
    else:
        for family in families.value:
            yield from _family_problems(family)


def json_schema() -> Schema:
    """Return the format as JSON Schema of 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalog of what one exporter exposes",
        "description": (
            "What a schema cannot say: version, since, until and deprecated are members of"
            " versions; bounds ascend; a regex compiles; of families of one name, each release has"
            " one; an included catalog is bundled or lies beside the file."
        ),
        **_object_schema(CATALOG_KEYS, {"families": {"type": "array", "items": _ref("family")}}),
        "$defs": {"labels": _labels_schema(), "family": _family_schema()},
    }


def _family_problems(node: Node) -> Iterator[Problem]:
    if not isinstance(node.value, dict):
        yield Problem(node.line, "a family is a mapping with the keys `name`, `type`, …")
        return
    name = node.value.get("name")
    what = f"family `{name.value}`" if name and isinstance(name.value, str) else "a family"
    yield from wrong_keys(node, FAMILY, what)
    declared = node.value["type"].value if "type" in node.value else None
    for key, wanted in BOUNDED.items():
        bounds = node.value.get(key)
        if bounds is None or bounds.value is None or declared in (wanted, "unknown"):
            continue
        if declared in get_args(FamilyType):
            yield Problem(bounds.line, f"{what} is a {declared}: only a {wanted} has `{key}`")


def _object_schema(keys: dict[str, Key], more: dict[str, Schema]) -> Schema:
    properties = {
        name: {"description": key.description, **key.kind.schema()} for name, key in keys.items()
    }
    required = [name for name, key in keys.items() if key.required]
    return {
        "type": "object",
        "required": [*required, *more],
        "additionalProperties": False,
        "properties": {**properties, **more},
    }


def _family_schema() -> Schema:
    return {
        **_object_schema(FAMILY, {}),
        "allOf": [_only_with(key, wanted) for key, wanted in BOUNDED.items()],
    }


def _only_with(key: str, wanted: str) -> Schema:
    return {
        "if": {"properties": {key: {"type": "array"}}, "required": [key]},
        "then": {"properties": {"type": {"enum": [wanted, "unknown"]}}},
    }


def _labels_schema() -> Schema:
    regex: Schema = {"type": "string", "format": "regex"}
    closed: Schema = {"type": "array", "minItems": 1, "items": {"type": "string"}}
    values: list[Schema] = [
        {"type": "null"},
        closed | {"uniqueItems": True},
        {
            "type": "object",
            "required": ["regex"],
            "additionalProperties": False,
            "properties": {"regex": regex},
        },
    ]
    return {
        "description": (
            "Label to null (any value), a list (a closed set of values) or a regex that every"
            " value matches fully. Absent: unknown; empty: none. le and quantile are implied."
        ),
        "type": ["object", "null"],
        "propertyNames": {"pattern": LABEL_NAME},
        "additionalProperties": {"anyOf": values},
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
