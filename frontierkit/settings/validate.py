"""Holds a file of settings against the model, and says what is wrong with it and where."""

from __future__ import annotations

import tomllib
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from frontierkit.errors import UsageError
from frontierkit.settings.model import Settings
from frontierkit.settings.read import line_of
from frontierkit.text import closest

_NEXT_STEP = "docs/settings.md lists all settings, and what each takes"
ADAPTER: TypeAdapter[Settings] = TypeAdapter(Settings)


def validate(content: bytes, path: str, table: tuple[str, ...]) -> dict[str, Any]:
    """Return the settings in `table` of a TOML file as plain data; empty if there is no such table.

    Raises `UsageError` where the file is no TOML or a setting makes no sense.
    """
    try:
        text = content.decode("utf-8")
        data: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: {error.reason}", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}", _NEXT_STEP) from error
    for key in table:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return {}
    try:
        settings = ADAPTER.validate_python(data)
    except ValidationError as error:
        raise _usage_error(error.errors()[0], text, path, table) from None
    _check_numbers(settings, text, path, table)
    plain: dict[str, Any] = ADAPTER.dump_python(settings, mode="json")
    return plain


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the settings."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ADAPTER.json_schema(),
        "title": "Settings of frontierkit",
    }


def _usage_error(error: ErrorDetails, text: str, path: str, table: tuple[str, ...]) -> UsageError:
    keys = tuple(str(key) for key in error["loc"] if not isinstance(key, int))
    where = f"{path}:{line_of(text, (*table[-1:], *keys))}"
    name = ".".join(keys)
    if not name:
        return UsageError(f"{where}: `{'.'.join(table)}` is a table, not {error['input']!r}")
    if keys[0] == "tool" and not table:
        return UsageError(
            f"{where}: `[tool.frontierkit]` is what the table is called in pyproject.toml",
            "here the settings stand at the top, without a table",
        )
    if error["type"] == "unexpected_keyword_argument":
        meant = closest(keys[-1], _known(keys[:-1]))
        return UsageError(
            f"{where}: there is no setting `{name}`",
            f"did you mean `{meant}`?" if meant else "docs/settings.md lists them all",
        )
    return UsageError(f"{where}: `{name}`: {_reason(error)}", _NEXT_STEP)


def _reason(error: ErrorDetails) -> str:
    given = error["input"]
    if error["type"] == "string_type" and isinstance(given, int | float):
        return f'put the value in quotes: "{given}"'
    words = {
        "string_type": "a text in quotes is wanted",
        "tuple_type": "a list is wanted",
        "dict_type": "a table is wanted",
        "dataclass_type": "a table is wanted",
        "int_type": "a whole number is wanted",
        "int_parsing": "a whole number is wanted",
        "int_from_float": "a whole number is wanted",
        "float_type": "a number is wanted",
        "float_parsing": "a number is wanted",
    }
    if error["type"] == "literal_error":
        return f"{error['ctx']['expected']} is wanted, not {given!r}"
    return f"{words.get(error['type'], error['msg'])}, not {given!r}"


def _known(keys: tuple[str, ...]) -> list[str]:
    """Return the names of the settings in the table that `keys` lead to."""
    whole = ADAPTER.json_schema()
    node: dict[str, Any] = whole
    for key in keys:
        node = node.get("properties", {}).get(key) or node.get("additionalProperties") or {}
        if "$ref" in node:
            node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    return list(node.get("properties", {}))


def _check_numbers(settings: Settings, text: str, path: str, table: tuple[str, ...]) -> None:
    """Raise for numbers that no run could keep to."""
    wrong = [
        (("keep",), settings.keep < 1, "at least the current release is kept: 1 or more"),
        (("timeouts", "source"), settings.timeouts.source <= 0, "more than 0 seconds are needed"),
        (
            ("timeouts", "promtool"),
            settings.timeouts.promtool <= 0,
            "more than 0 seconds are needed",
        ),
    ]
    for keys, is_wrong, why in wrong:
        if is_wrong:
            where = f"{path}:{line_of(text, (*table[-1:], *keys))}"
            raise UsageError(f"{where}: `{'.'.join(keys)}`: {why}", _NEXT_STEP)
