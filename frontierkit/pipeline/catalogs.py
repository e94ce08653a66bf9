"""Finds the catalogs that settings and command line name: files, or bundled ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from frontierkit.catalog.exporter import ExporterCatalog


class Named(NamedTuple):
    """Catalogs that were read from files, and names of bundled ones."""

    files: tuple[ExporterCatalog, ...]
    bundled: tuple[str, ...]


def named_catalogs(names: Iterable[str], root: str = ".") -> Named:
    """Return the catalogs called so; what ends like a file or has a slash in it is a file.

    Raises `UsageError` for a file that is no catalog, below `root`.
    """
    from frontierkit.catalog.read import read_catalog

    names = tuple(names)
    files = tuple(read_catalog(_path(name, root)) for name in names if _is_file(name))
    return Named(files, tuple(name for name in names if not _is_file(name)))


def load_catalog(name: str, root: str = ".") -> ExporterCatalog:
    """Return one catalog, a file or a bundled one."""
    from frontierkit.catalog.bundled import load_bundled

    files, _ = named_catalogs((name,), root)
    return files[0] if files else load_bundled(name)


def _is_file(name: str) -> bool:
    return os.sep in name or "/" in name or name.endswith((".yaml", ".yml", ".json"))


def _path(name: str, root: str) -> Path:
    from pathlib import Path

    return Path(os.path.relpath(os.path.join(root, name)))
