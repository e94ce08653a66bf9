"""Compiles the bundled catalogs: `python -m frontierkit.catalog.compile`, for maintainers.

It writes exporters/compiled/ from exporters/*.yaml, and schemas/catalog.schema.json.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from frontierkit.catalog.bundled import COMPILED, EXPORTERS, INDEX, first_word
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.plain import dump
from frontierkit.catalog.read import catalog_from_text
from frontierkit.catalog.shape import json_schema

SCHEMA = Path(EXPORTERS).parents[1] / "schemas" / "catalog.schema.json"


def compiled() -> Mapping[Path, str]:
    """Return every generated file with the text it must have."""
    sources = sorted(Path(EXPORTERS).glob("*.yaml"))
    catalogs = [catalog_from_text(path.read_text(encoding="utf-8"), path) for path in sources]
    texts = {Path(COMPILED, f"{catalog.name}.json"): dump(catalog) for catalog in catalogs}
    texts[Path(COMPILED, INDEX)] = _index(catalogs)
    texts[SCHEMA] = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    return texts


def _index(catalogs: list[ExporterCatalog]) -> str:
    """Return the index: an included catalog may be of any release, so nothing in it is removed."""
    shared = {name for catalog in catalogs for name in catalog.includes}
    lines = [
        f"{json.dumps(catalog.name)}: {json.dumps(_entry(catalog, catalog.name in shared))}"
        for catalog in catalogs
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _entry(catalog: ExporterCatalog, shared: bool) -> dict[str, object]:
    seen = catalog.in_any_release() if shared else catalog
    current = dict.fromkeys(seen.series_names())
    ever = [name for family in catalog.history for name in family.series_names()]
    entry: dict[str, object] = {
        "version": catalog.version,
        "exhaustive": catalog.exhaustive,
        "complete": catalog.complete,
        "includes": catalog.includes,
        "first_words": sorted({first_word(name) for name in ever}),
        "current": " ".join(current),
        "removed": " ".join(dict.fromkeys(name for name in ever if name not in current)),
    }
    return {key: value for key, value in entry.items() if value}


def main() -> None:
    """Write the generated files, and remove those of catalogs that are gone."""
    texts = compiled()
    os.makedirs(COMPILED, exist_ok=True)
    for stale in set(Path(COMPILED).glob("*.json")) - set(texts):
        stale.unlink()
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
