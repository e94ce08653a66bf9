"""The catalogs that travel with frontierkit, and an index that tells which to load."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.plain import load
from frontierkit.dataclass import dataclass
from frontierkit.errors import UsageError
from frontierkit.text import closest

EXPORTERS = os.path.join(os.path.dirname(os.path.dirname(__file__)), "exporters")
COMPILED = os.path.join(EXPORTERS, "compiled")
INDEX = "index.json"


@dataclass(frozen=True)
class IndexedCatalog:
    """What the index says of one bundled catalog, as of its own version.

    Names are those of series, not of families: `x_bucket`, `x_sum`, `x_count`.
    """

    name: str
    version: str
    exhaustive: tuple[str, ...]
    complete: bool
    includes: tuple[str, ...]
    first_words: frozenset[str]
    current_names: str
    removed_names: str

    def knows(self, series_name: str) -> bool:
        """Return whether it lists series of this name, in its own version or before it."""
        # Names are taken apart only in a catalog that has one with this first word.
        return first_word(series_name) in self.first_words and series_name in self._names

    @cached_property
    def current(self) -> tuple[str, ...]:
        """The names that it exposes."""
        return tuple(self.current_names.split())

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The names that it lists and does not expose: those of other releases, and of none."""
        return tuple(self.removed_names.split())

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset((*self.current, *self.removed))


@dataclass(frozen=True, eq=False)
class BundledIndex:
    """Which bundled catalogs know a name, without loading any of them."""

    catalogs: Mapping[str, IndexedCatalog]

    def exporters_knowing(self, series_name: str) -> tuple[str, ...]:
        """Return the catalogs that list series of this name, in their own version or before it."""
        return tuple(name for name, entry in self.catalogs.items() if entry.knows(series_name))

    def exporters_by_prefix(self, series_name: str) -> tuple[str, ...]:
        """Return the catalogs that list every metric under a prefix of this name.

        There are none where another one, with names that begin alike, leaves more open; and
        none that others include: programs of other kinds have such names, too.
        """
        vouching = tuple(
            catalog.name
            for catalog in self.catalogs.values()
            if series_name.startswith(catalog.exhaustive)
        )
        own = self.by_first_word(series_name)
        return vouching if set(own) <= set(vouching) and own else ()

    def by_first_word(self, series_name: str) -> tuple[str, ...]:
        """Return the catalogs with names that begin with the same word; none if all share it."""
        word = first_word(series_name)
        alike = [entry.name for entry in self.catalogs.values() if word in entry.first_words]
        return () if self.shared & set(alike) else tuple(alike)

    @cached_property
    def shared(self) -> frozenset[str]:
        """The catalogs that others include: of libraries, in a release that nobody chose."""
        return frozenset(name for entry in self.catalogs.values() for name in entry.includes)


def first_word(name: str) -> str:
    """Return a name up to its first underscore or colon."""
    return name.replace(":", "_").partition("_")[0]


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
    path = os.path.join(COMPILED, f"{name}.json")
    if f"{name}.json" == INDEX or os.path.dirname(path) != COMPILED or not os.path.isfile(path):
        raise UsageError(f"no bundled catalog is called `{name}`", hint=_other_name(name))
    with open(path, encoding="utf-8") as file:
        return load(file.read())


def _other_name(name: str) -> str:
    meant = closest(name, bundled_names())
    question = f"did you mean `{meant}`? " if meant else ""
    return f"{question}`frontierkit catalog list` shows them all"


def _indexed(name: str, entry: dict[str, Any]) -> IndexedCatalog:
    return IndexedCatalog(
        name,
        version=entry["version"],
        exhaustive=tuple(entry.get("exhaustive", ())),
        complete=entry.get("complete", False),
        first_words=frozenset(entry.get("first_words", ())),
        includes=tuple(entry.get("includes", ())),
        current_names=entry.get("current", ""),
        removed_names=entry.get("removed", ""),
    )
