"""Finds the catalogs that settings and command line name: files, or bundled ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontierkit.catalog.exporter import ExporterCatalog


def load_catalogs(names: Iterable[str], root: str = ".") -> tuple[ExporterCatalog, ...]:
    """Return the catalogs called so, and what they include: files below `root`, or bundled ones.

    What ends like a file or has a slash in it is a file; `CatalogError` says what is wrong with it.
    """
    from frontierkit.catalog.resolve import resolve

    names = tuple(names)
    files = [_path(name, root) for name in names if _is_file(name)]
    return resolve([name for name in names if not _is_file(name)], files)


def _is_file(name: str) -> bool:
    return os.sep in name or "/" in name or name.endswith((".yaml", ".yml", ".json"))


def _path(name: str, root: str) -> Path:
    return Path(os.path.relpath(os.path.join(root, name)))
