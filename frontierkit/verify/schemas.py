"""The JSON Schemas of everything that is emitted, and what they say of a payload."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import frontierkit

_LONGEST = 200


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the schema called `name`: of the installed package, or of this checkout."""
    from json import loads

    package = Path(frontierkit.__file__).parent
    folders = (package / "schemas", package.parent / "schemas")
    file = next(folder for folder in folders if folder.is_dir()) / f"{name}.schema.json"
    found: dict[str, Any] = loads(file.read_text(encoding="utf-8"))
    return found


def violations(name: str, payload: object) -> Iterator[str]:
    """Yield what the schema called `name` says against `payload`: the most telling thing only."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(schema(name)).iter_errors(payload))
    if error is not None:
        message = error.message
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"
        yield f"`{error.json_path}`: {message}"
