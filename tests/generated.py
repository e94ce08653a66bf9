"""What in this repository is made from the code: `python -m tests.generated` writes it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from frontierkit.checks import CHECKS, load_check
from frontierkit.checks import document as checks
from frontierkit.output.document import schema_text as manifest_schema
from frontierkit.reporting import inspection_page
from frontierkit.settings import document as settings
from tests.sources.modules import objectives_page

ROOT = Path(__file__).parents[1]


def subjects_of_checks() -> str:
    """Return the module that tells what each check is about."""
    rows = [f'    "{name}": "{load_check(name).on.__name__}",\n' for name in CHECKS]
    head = (
        '"""What each check is about, so that it is imported only where there is such a thing."""'
    )
    rule = "# Written by `python -m tests.generated`.\n# ruff: noqa: E501"
    words = (
        f'    "{name}": "{" ".join(sorted(load_check(name).when))}",\n'
        for name in CHECKS
        if load_check(name).when
    )
    return (
        f"{head}\n\n{rule}\nSUBJECTS = {{\n{''.join(rows)}}}\n\n"
        f"WHEN = {{\n{''.join(words)}}}  # fmt: skip\n"
        f'"""Words of which a query has at least one where the check is to be asked."""\n'
    )


GENERATED: dict[str, Callable[[], str]] = {
    "docs/checks.md": checks.page,
    "docs/inspect.md": inspection_page.page,
    "docs/objectives.md": objectives_page,
    "docs/settings.md": settings.page,
    "frontierkit/checks/subjects.py": subjects_of_checks,
    "schemas/manifest.schema.json": manifest_schema,
    "schemas/settings.schema.json": settings.schema_text,
}

if __name__ == "__main__":
    for path, text in GENERATED.items():
        (ROOT / path).write_text(text(), encoding="utf-8")
