"""What in this repository is made from the code: `python -m tests.generated` writes it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from frontierkit.checks import document as checks
from frontierkit.output.document import schema_text as manifest_schema
from frontierkit.reporting import inspection_page
from frontierkit.settings import document as settings
from tests.sources.modules import objectives_page

ROOT = Path(__file__).parents[1]

GENERATED: dict[str, Callable[[], str]] = {
    "docs/checks.md": checks.page,
    "docs/inspect.md": inspection_page.page,
    "docs/objectives.md": objectives_page,
    "docs/settings.md": settings.page,
    "schemas/manifest.schema.json": manifest_schema,
    "schemas/settings.schema.json": settings.schema_text,
}

if __name__ == "__main__":
    for path, text in GENERATED.items():
        (ROOT / path).write_text(text(), encoding="utf-8")
