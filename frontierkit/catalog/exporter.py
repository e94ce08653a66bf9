"""What one exporter exposes, as of one of its releases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from frontierkit.catalog.family import Family, Role, base_names
from frontierkit.catalog.labels import Labels
from frontierkit.catalog.releases import position
from frontierkit.dataclass import dataclass, field, replace


class SeriesEntry(NamedTuple):
    """A family, and which of its series is meant."""

    family: Family
    role: Role


@dataclass(frozen=True)
class ExporterCatalog:
    """The families of one exporter as of release `as_of`, and those of its other releases.

    `exhaustive` lists prefixes under which every metric is listed; `complete` says that every
    metric is, together with the catalogs it `includes`. `history` has the families of all
    releases that were compared; with `as_of` None it may be any of them.
    `enable`, `endpoint`, `port` and `notes` are for people.
    """

    name: str
    exporter: str
    version: str
    source: str
    history: tuple[Family, ...]
    as_of: str | None
    versions: tuple[str, ...] = ()
    exhaustive: tuple[str, ...] = ()
    complete: bool = False
    includes: tuple[str, ...] = ()
    more_labels: bool | str | None = None
    target_labels: Labels | None = None
    endpoint: str | None = None
    port: str | None = None
    enable: str | None = None
    notes: tuple[str, ...] = field(default=())

    def __hash__(self) -> int:
        return hash((self.name, self.version, self.as_of))

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The releases that were compared, oldest first."""
        return self.versions or (self.version,)

    @cached_property
    def position(self) -> float | None:
        """Where `as_of` stands among the compared releases; None: its name does not say."""
        return None if self.as_of is None else position(self.as_of, self.compared)

    @cached_property
    def covered(self) -> bool:
        """`as_of` is one of the compared releases, lies between two of them, or is any of them.

        Outside of them a family keeps its name and type, and its labels and bounds are open.
        """
        if self.as_of is None:
            return True
        return self.position is not None and 0 <= self.position <= len(self.compared) - 1

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """What this release exposes; where it is not sure which release that is, what any does."""
        there = tuple(
            family
            for family in self.history
            if family.exported is not False and self.has(family) is not False
        )
        return there if self.covered else tuple(map(opened, there))

    def has(self, family: Family) -> bool | None:
        """Return whether this release has one of the families of `history`; None: not known.

        What was removed stays removed after the last compared release, and what came later was
        not there before the first.
        """
        if family.since is None and family.until is None:
            return True if self.covered else None
        here = self.position
        if here is None:
            return None
        since = self.compared.index(family.since) if family.since else 0
        until = self.compared.index(family.until) if family.until else len(self.compared)
        if here <= since - 1 or here >= until:
            return False
        return True if since <= here <= until - 1 else None

    def at_version(self, version: str) -> ExporterCatalog:
        """Return the catalog as of another release."""
        return self if version == self.as_of else replace(self, as_of=version)

    def in_any_release(self) -> ExporterCatalog:
        """Return the catalog of one of the compared releases, no matter which."""
        return self if self.as_of is None else replace(self, as_of=None)

    def family(self, name: str) -> tuple[Family, ...]:
        """Return the families of this name: several where the releases around it differ."""
        return tuple(self._by_name.get(name, ()))

    def family_in_any_release(self, name: str) -> tuple[Family, ...]:
        """Return the families that had this name in any of the compared releases."""
        return tuple(self._history_by_name.get(name, ()))

    def find(self, series_name: str) -> tuple[SeriesEntry, ...]:
        """Return each family that exposes series of this name, and what they hold."""
        return tuple(
            SeriesEntry(family, role)
            for base in base_names(series_name)
            for family in self._by_name.get(base, ())
            if (role := family.role_of(series_name)) is not None
        )

    def vouches_for(self, name: str) -> bool:
        """Return whether a name that is not listed is sure not to be exposed."""
        return self.covered and (self.complete or self.exhaustive_prefix(name) is not None)

    def exhaustive_prefix(self, name: str) -> str | None:
        """Return the prefix of this name under which every metric is listed."""
        return next((prefix for prefix in self.exhaustive if name.startswith(prefix)), None)

    def series_names(self) -> Iterable[str]:
        """Return every name that a query can select, in the order of the families."""
        return (name for family in self.families for name in family.series_names())

    @cached_property
    def _by_name(self) -> dict[str, list[Family]]:
        return _by_name(self.families)

    @cached_property
    def _history_by_name(self) -> dict[str, list[Family]]:
        return _by_name(self.history)


def _by_name(families: Iterable[Family]) -> dict[str, list[Family]]:
    by_name: dict[str, list[Family]] = {}
    for family in families:
        by_name.setdefault(family.name, []).append(family)
    return by_name


def opened(family: Family) -> Family:
    """Return a family of which no more is sure than its name, its type and its unit."""
    return replace(family, labels=None, buckets=None, quantiles=None)
