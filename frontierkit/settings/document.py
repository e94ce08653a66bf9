"""Makes the JSON Schema and the page of the settings from their model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from frontierkit.settings.validate import schema

HEAD = """# Settings

`[tool.frontierkit]` in the nearest `pyproject.toml` that has it, or the top level of a
`frontierkit.toml`; the search goes up from the working directory and ends at the root of the
repository. Everything has a default. An unknown setting, a value of the wrong kind and a check that
does not exist are errors (exit code 2). The JSON Schema is `schemas/settings.schema.json`.

"""


def schema_text() -> str:
    """Return `schemas/settings.schema.json`."""
    return json.dumps(schema(), indent=2) + "\n"


def page() -> str:
    """Return `docs/settings.md`."""
    whole = schema()
    return HEAD + "\n".join(_tables(whole))


def _tables(whole: dict[str, Any]) -> Iterator[str]:
    yield from _table(whole["properties"])
    for name, properties in whole["properties"].items():
        inner = properties.get("additionalProperties") or {}
        reference = properties.get("$ref") or (inner.get("$ref") if isinstance(inner, dict) else "")
        if reference:
            definition = whole["$defs"][reference.rpartition("/")[2]]
            label = f"{name}.PATTERN" if inner else name
            yield f"\n## `{label}`\n\n{definition['description']}\n"
            yield from _table(definition["properties"])


def _table(properties: dict[str, Any]) -> Iterator[str]:
    yield "| setting | kind | default | meaning |\n|---|---|---|---|"
    for name, property in properties.items():
        default = property.get("default")
        shown = "" if default in (None, [], {}) or isinstance(default, dict) else f"`{default}`"
        yield f"| `{name}` | {_kind(property)} | {shown} | {property.get('description', '')} |"


def _kind(property: dict[str, Any]) -> str:
    if "enum" in property:
        return ", ".join(f"`{word}`" for word in property["enum"])
    if "anyOf" in property:
        return _kind(property["anyOf"][0])
    if "$ref" in property or "additionalProperties" in property:
        return "table"
    words = {"string": "text", "integer": "whole number", "array": "list of texts"}
    kind: str = property["type"]
    return words.get(kind, kind)
