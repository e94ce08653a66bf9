"""The catalogs that travel with frontierkit, and an index that tells which to load."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.plain import load
from frontierkit.errors import UsageError
from frontierkit.text import closest

EXPORTERS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "exporters")
COMPILED = os.path.join(EXPORTERS, "compiled")
INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class IndexedCatalog:
    """What the index says of one bundled catalog, as of its own version."""

    name: str
    version: str
    exhaustive: tuple[str, ...]
    complete: bool
    includes: tuple[str, ...]
    current: tuple[str, ...]
    """Names of series, not of families: `x_bucket`, `x_sum`, `x_count`."""
    removed: tuple[str, ...]


@dataclass(frozen=True)
class BundledIndex:
    """Which bundled catalogs know a name, without loading any of them."""

    catalogs: Mapping[str, IndexedCatalog]

    def __hash__(self) -> int:
        return id(self)

    def exporters_knowing(self, series_name: str) -> tuple[str, ...]:
        """Return the catalogs that list series of this name, in their own version or before it."""
        return self._knowing.get(series_name, ())

    def exporters_by_prefix(self, series_name: str) -> tuple[str, ...]:
        """Return the catalogs that list every metric under a prefix of this name."""
        return tuple(
            catalog.name
            for catalog in self.catalogs.values()
            if series_name.startswith(catalog.exhaustive)
        )

    @cached_property
    def _knowing(self) -> dict[str, tuple[str, ...]]:
        knowing: dict[str, tuple[str, ...]] = {}
        for catalog in self.catalogs.values():
            for name in (*catalog.current, *catalog.removed):
                knowing[name] = (*knowing.get(name, ()), catalog.name)
        return knowing


@cache
def bundled_index() -> BundledIndex:
    """Return the index of the bundled catalogs."""
    with open(os.path.join(COMPILED, INDEX), encoding="utf-8") as file:
        data = json.load(file)
    return BundledIndex({name: _indexed(name, entry) for name, entry in data.items()})


def bundled_names() -> tuple[str, ...]:
    """Return the names of the bundled catalogs, in alphabetical order."""
    return tuple(bundled_index().catalogs)


@cache
def load_bundled(name: str) -> ExporterCatalog:
    """Return a bundled catalog as of its own version; `UsageError` if there is none of that name.

    Example:
        >>> load_bundled("llamacpp").exhaustive
        ('llamacpp:',)
    """
    if name not in bundled_index().catalogs:
        raise UsageError(f"no bundled catalog is called `{name}`", hint=_other_name(name))
    with open(os.path.join(COMPILED, f"{name}.json"), encoding="utf-8") as file:
        return load(file.read())


def _other_name(name: str) -> str:
    meant = closest(name, bundled_names())
    question = f"did you mean `{meant}`? " if meant else ""
    return f"{question}`frontierkit catalog list` shows them all"


def _indexed(name: str, entry: dict[str, object]) -> IndexedCatalog:
    words = {key: tuple(str(entry.get(key, "")).split()) for key in ("current", "removed")}
    lists = {key: tuple(_strings(entry.get(key))) for key in ("exhaustive", "includes")}
    complete = entry.get("complete") is True
    return IndexedCatalog(name, str(entry["version"]), complete=complete, **lists, **words)


def _strings(value: object) -> Iterator[str]:
    return map(str, value) if isinstance(value, list) else iter(())
