"""Loads the catalogs that a project names, and what they include."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from frontierkit.catalog.bundled import bundled_names, load_bundled
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.read import SUFFIXES, CatalogError, read_catalog
from frontierkit.text import closest


def resolve(names: Iterable[str], files: Iterable[Path] = ()) -> tuple[ExporterCatalog, ...]:
    """Return catalogs by name and by file, then what they include, each once.

    A file stands before the bundled catalog of its name. An included catalog lies beside the file
    that includes it, or is bundled; it may be of any release, for its versions are its own.
    """
    loaded = {file.stem: (read_catalog(file), file) for file in files}
    catalogs = {name: catalog for name, (catalog, _) in loaded.items()}
    for name in names:
        if name not in catalogs:
            catalogs[name] = load_bundled(name)
    beside = {name: file for name, (_, file) in loaded.items()}
    waiting = list(catalogs)
    while waiting:
        includer = waiting.pop(0)
        for name in catalogs[includer].includes:
            if name not in catalogs:
                catalogs[name], file = _included(name, includer, beside.get(includer))
                beside |= {name: file} if file else {}
                waiting.append(name)
    return tuple(catalogs.values())


def _included(name: str, includer: str, file: Path | None) -> tuple[ExporterCatalog, Path | None]:
    neighbours = [file.with_name(name + suffix) for suffix in SUFFIXES] if file else []
    neighbour = next((path for path in neighbours if path.is_file()), None)
    if neighbour is not None:
        return read_catalog(neighbour).in_any_release(), neighbour
    if name not in bundled_names():
        raise _missing(name, includer, file)
    return load_bundled(name).in_any_release(), None


def _missing(name: str, includer: str, file: Path | None) -> CatalogError:
    where = f"beside {file} or among the bundled ones" if file else "among the bundled ones"
    meant = closest(name, bundled_names())
    return CatalogError(
        str(file or includer),
        message=f"catalog `{includer}` includes `{name}`, which is not {where}",
        hint=f"did you mean `{meant}`?" if meant else f"add {name}.yaml, or drop it from includes",
    )
