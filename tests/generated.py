"""What in this repository is made from the code: `python -m tests.generated` writes it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from frontierkit.output.document import schema_text as manifest_schema
from frontierkit.settings import document

ROOT = Path(__file__).parents[1]

GENERATED: dict[str, Callable[[], str]] = {
    "docs/settings.md": document.page,
    "schemas/manifest.schema.json": manifest_schema,
    "schemas/settings.schema.json": document.schema_text,
}

if __name__ == "__main__":
    for path, text in GENERATED.items():
        (ROOT / path).write_text(text(), encoding="utf-8")
