"""The catalogs that take part in a world, loaded only when a name asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from frontierkit.catalog.bundled import bundled_index, first_word, load_bundled
from frontierkit.catalog.exporter import ExporterCatalog, SeriesEntry, opened
from frontierkit.dataclass import dataclass, replace

SCRAPE = "scrape"
"""The catalog of what Prometheus itself writes about scrapes and alerts."""
SCRAPED_BY = "prometheus"


COMMON_WORDS = frozenset({"http"})
"""First words of names that programs of any kind use, with labels and buckets of their own."""


class Shelf(Protocol):
    """Catalogs by what they know."""

    def knowing(self, name: str) -> tuple[ExporterCatalog, ...]:
        """Return the catalogs that list series of this name in any of their releases."""
        ...

    def vouching(self, name: str) -> tuple[ExporterCatalog, ...]:
        """Return the catalogs that list every name with a prefix of this one."""
        ...

    def names(self) -> Iterable[str]:
        """Return every name that a catalog lists."""
        ...

    def all(self) -> tuple[ExporterCatalog, ...]:
        """Return every catalog, loaded."""
        ...


@dataclass(frozen=True)
class GivenCatalogs:
    """Catalogs that somebody named."""

    catalogs: tuple[ExporterCatalog, ...]

    def knowing(self, name: str) -> tuple[ExporterCatalog, ...]:
        return tuple(catalog for catalog in self.catalogs if _knows(catalog, name))

    def vouching(self, name: str) -> tuple[ExporterCatalog, ...]:
        return tuple(catalog for catalog in self.catalogs if vouches(catalog, name))

    def names(self) -> Iterable[str]:
        return (name for catalog in self.catalogs for name in catalog.series_names())

    def all(self) -> tuple[ExporterCatalog, ...]:
        return self.catalogs


@dataclass(frozen=True)
class BundledCatalogs:
    """The catalogs of all exporters that are bundled, some of them as of another release."""

    versions: Mapping[str, str]

    def knowing(self, name: str) -> tuple[ExporterCatalog, ...]:
        names = _exporters(bundled_index().exporters_knowing(name))
        found = map(self._loaded, names)
        return tuple(catalog for catalog in found if _knows(catalog, name))

    def vouching(self, name: str) -> tuple[ExporterCatalog, ...]:
        names = _exporters(bundled_index().exporters_by_prefix(name))
        found = map(self._loaded, names)
        return tuple(catalog for catalog in found if vouches(catalog, name))

    def names(self) -> Iterable[str]:
        index = bundled_index().catalogs
        return (name for exporter in _exporters(index) for name in index[exporter].current)

    def all(self) -> tuple[ExporterCatalog, ...]:
        names = _exporters(bundled_index().catalogs)
        return tuple(map(self._loaded, names))

    def _loaded(self, name: str) -> ExporterCatalog:
        """Return a catalog; that of a library may be in a program of any age."""
        catalog = bundled(name, self.versions)
        chosen = name in self.versions or name not in bundled_index().shared
        return catalog if chosen else catalog.in_any_release()


def as_far_as_sure(catalog: ExporterCatalog, entry: SeriesEntry) -> SeriesEntry:
    """Return what is sure of an entry where nobody named its catalog: it may be another's.

    Names of common words mean something else in every program, and what libraries expose has
    the labels that a program adds to all that it exposes.
    """
    family, role = entry
    if first_word(family.name) in COMMON_WORDS:
        return SeriesEntry(opened(family), role)
    if catalog.name in bundled_index().shared:
        return SeriesEntry(replace(family, labels=None), role)
    return entry


def bundled(name: str, versions: Mapping[str, str]) -> ExporterCatalog:
    """Return a bundled catalog as of the release that is wanted, or of its own.

    What scraping writes is as of the release of Prometheus. `UsageError` if there is no such
    catalog.
    """
    catalog = load_bundled(name)
    version = versions.get(name) or (versions.get(SCRAPED_BY) if name == SCRAPE else None)
    return catalog if version is None else catalog.at_version(version)


def _exporters(names: Iterable[str]) -> list[str]:
    return [name for name in names if name != SCRAPE]


def _knows(catalog: ExporterCatalog, name: str) -> bool:
    from frontierkit.catalog.lifecycle import lifecycle

    return lifecycle(catalog, name) is not None


def vouches(catalog: ExporterCatalog, name: str) -> bool:
    """Return whether a catalog lists every name with a prefix of this one."""
    return catalog.covered and catalog.exhaustive_prefix(name) is not None
