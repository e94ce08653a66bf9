"""Makes the JSON Schema of `manifest.json` from its dataclass."""

from __future__ import annotations

from frontierkit.output.json_text import as_json
from frontierkit.output.manifest import Manifest


def schema_text() -> str:
    """Return `schemas/manifest.schema.json`."""
    from pydantic import TypeAdapter

    whole = TypeAdapter(Manifest).json_schema()
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return as_json({**draft, **whole, "title": "The manifest of a release"})
