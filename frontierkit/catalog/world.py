"""The world that a query is judged against: the series it may see, and what is sure of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from frontierkit.catalog.existence import Existence, Removal
from frontierkit.catalog.exporter import ExporterCatalog, SeriesEntry
from frontierkit.catalog.homes import Finder, Home, Homes, loose_homes
from frontierkit.catalog.nearest import KnownNames
from frontierkit.catalog.scraped import UNKNOWN_TARGET, OpenName, exported_labels, scraped
from frontierkit.catalog.scraped_draft import over
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.catalog.shelf import (
    SCRAPE,
    BundledCatalogs,
    GivenCatalogs,
    Shelf,
    as_far_as_sure,
    bundled,
    vouches,
)
from frontierkit.catalog.stored import Condition, Stored, matches, restricted
from frontierkit.catalog.verdicts import verdict_on
from frontierkit.labels import Labels, Presence
from frontierkit.model.scrape import ScrapeJob
from frontierkit.text import listed

__all__ = ["Condition", "Existence", "Removal", "Stored", "World", "matches"]

MOST_NAMED = 6
"""How many catalogs a summary names one by one."""

OF_RULES = frozenset({"ALERTS", "ALERTS_FOR_STATE"})
"""What Prometheus writes about alerts: no target is behind it."""


class World:
    """Which series exist, where each can come from, and what is known of its labels.

    A world never changes; what it works out it keeps. `by_prefix`: nobody named a catalog, and
    the bundled ones take part where a name has a prefix of theirs. `own_prefixes` are those of
    names that the project's own rules make and nobody else.
    """

    def __init__(
        self,
        shelf: Shelf,
        homes: Homes,
        scrapes: ExporterCatalog,
        *,
        by_prefix: bool,
        records: frozenset[str] = frozenset(),
        own_prefixes: tuple[str, ...] = (),
    ) -> None:
        self.shelf = shelf
        self.homes = homes
        self.by_prefix = by_prefix
        self.records = records
        self.own_prefixes = own_prefixes
        self._scrapes = scrapes
        self._series: dict[str, tuple[Stored, ...]] = {}

    @classmethod
    def of(
        cls,
        jobs: Iterable[ScrapeJob] = (),
        catalogs: Iterable[ExporterCatalog] = (),
        exporters: Iterable[str] = (),
        versions: Mapping[str, str] | None = None,
        *,
        more_jobs: bool = False,
        own_prefixes: tuple[str, ...] = (),
    ) -> World:
        """Return the world of what was named, or else that of the bundled catalogs.

        `jobs` are the scrape jobs (`more_jobs`: there are others, not at hand), `catalogs` those
        of files that stand for themselves (what they include may be among them), `exporters`
        bundled catalogs that the settings name, `versions` the releases in use.
        """
        jobs, catalogs, exporters = tuple(jobs), tuple(catalogs), tuple(exporters)
        if catalogs or exporters or any(job.exporters for job in jobs):
            world = cls.of_catalogs(catalogs, jobs, exporters, versions, more_jobs=more_jobs)
        else:
            world = cls.bundled(jobs, versions, more_jobs=more_jobs)
        world.own_prefixes = own_prefixes
        return world

    @classmethod
    def of_project(
        cls, jobs: Iterable[ScrapeJob], versions: Mapping[str, str] | None = None
    ) -> World:
        """Return the world of the exporters that scrape jobs name."""
        return cls.of_catalogs((), jobs, (), versions)

    @classmethod
    def of_catalogs(
        cls,
        catalogs: Iterable[ExporterCatalog],
        jobs: Iterable[ScrapeJob] = (),
        exporters: Iterable[str] = (),
        versions: Mapping[str, str] | None = None,
        *,
        more_jobs: bool = False,
    ) -> World:
        """Return the world of catalogs that stand for themselves, and of those that jobs name.

        A job that names none may expose any of the catalogs that no job names. `UsageError` if
        there is no catalog of a name.
        """
        jobs, given = tuple(jobs), {catalog.name: catalog for catalog in catalogs}
        named = {name for job in jobs for name in job.exporters or ()}
        finder = Finder(given, frozenset((*named, *exporters)), versions or {})
        scrapings = tuple(_scraping(job, finder.using(job.versions)) for job in jobs)
        loose = loose_homes(
            (
                finder.find(name)
                for name in dict.fromkeys((*given, *exporters))
                if name not in named and not _only_included(name, given)
            ),
            finder,
        )
        listed = {(part.name, part.as_of): part for job in scrapings for part in job.parts}
        listed |= {(part.name, part.as_of): part for part in map(finder.find, loose)}
        homes = Homes(scrapings, loose, more_jobs)
        shelf = GivenCatalogs(tuple(listed.values()))
        return cls(shelf, homes, bundled(SCRAPE, finder.versions), by_prefix=False)

    @classmethod
    def bundled(
        cls,
        jobs: Iterable[ScrapeJob] = (),
        versions: Mapping[str, str] | None = None,
        *,
        more_jobs: bool = False,
    ) -> World:
        """Return the world of which nobody said anything: any bundled catalog may be in use."""
        releases = versions or {}
        homes = Homes(tuple(map(JobScraping, jobs)), None, more_jobs)
        shelf = BundledCatalogs(releases)
        return cls(shelf, homes, bundled(SCRAPE, releases), by_prefix=True)

    def with_records(self, names: Iterable[str]) -> World:
        """Return the same world with names that recording rules make."""
        records = self.records | frozenset(names)
        world = World(
            self.shelf,
            self.homes,
            self._scrapes,
            by_prefix=self.by_prefix,
            records=records,
            own_prefixes=self.own_prefixes,
        )
        world._series = self._series
        return world

    def series(self, name: str) -> tuple[Stored, ...]:
        """Return every origin that series of this name can have; records have none here."""
        found = self._series.get(name)
        if found is None:
            found = self._series[name] = tuple(self._origins(name))
        return found

    def verdict(self, name: str, conditions: Iterable[Condition] = ()) -> Existence:
        """Return whether series of this name exist, where the other matchers say what they do."""
        return verdict_on(self, name, tuple(conditions))

    def vouching(self, name: str) -> tuple[ExporterCatalog, ...]:
        """Return the catalogs that list every name with a prefix of this one."""
        own = (self._scrapes,) if vouches(self._scrapes, name) else ()
        return (*self.shelf.vouching(name), *own)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name that can be selected, in alphabetical order."""
        listed = {*self.shelf.names(), *self._scrapes.series_names(), *self._renamed}
        return tuple(sorted(listed | self.records))

    def nearest(self, name: str) -> str | None:
        """Return the name that one that does not exist was most likely meant to be."""
        return self._known_names.nearest(name)

    def names_matching(self, regex: str) -> tuple[str, ...]:
        """Return the known names that a regex matches; `RegexError` if it cannot be read.

        Others may match too, unless `verdict` calls unknown names absent.
        """
        from frontierkit.regex import compile_re2

        pattern = compile_re2(regex)
        matching = (name for name in self.names if pattern.fullmatch(name))
        return tuple(name for name in matching if name in self.records or self.series(name))

    def jobs(self) -> frozenset[str] | None:
        """Return all values that the label `job` can have on scraped series; None: not known."""
        names: set[str] = set()
        for scraping in self.homes.jobs:
            labels = scraping.any_series
            if labels is None:
                continue
            job = labels.get("job")
            if job.presence > Presence.NEVER and job.values.finite is None:
                return None
            names |= job.values.finite or frozenset()
        return frozenset(names) if self.homes.jobs and not self.homes.more_jobs else None

    def catalogued(self, job: ScrapeJob) -> bool:
        """Return whether somebody said what a job exposes."""
        return bool(job.exporters)

    def described_by_catalogs(self, job: ScrapeJob) -> bool:
        """Return whether a job names catalogs, or may expose one that stands for itself."""
        return self.catalogued(job) or self.homes.loose is None or bool(self.homes.loose)

    def admitted_jobs(self, conditions: Iterable[Condition]) -> tuple[ScrapeJob, ...]:
        """Return the jobs whose series some matchers can admit, whatever these are called."""
        conditions = tuple(conditions)
        return tuple(
            scraping.job
            for scraping in self.homes.jobs
            if scraping.any_series is not None
            and restricted(None, scraping.any_series, conditions) is not None
        )

    def describe(self, names: Iterable[str] = ()) -> str:
        """Return one line: which catalogs took part where these names were judged, and why."""
        if not self.by_prefix:
            took_part = sorted(map(_called, self.shelf.all()))
            return f"judged against {_counted(took_part)}, as settings and scrape jobs name them"
        used = {
            _called(catalog)
            for name in names
            for catalog in (*self.shelf.knowing(name), *self.shelf.vouching(name))
        }
        return (
            f"no catalog is named: judged against {_counted(sorted(used))} by the prefixes of"
            " metric names; to change that, pass `--catalog` or name `catalogs` in the settings"
        )

    @cached_property
    def _known_names(self) -> KnownNames:
        return KnownNames(self.names)

    def _origins(self, name: str) -> Iterable[Stored]:
        for entry in self._scrapes.find(name):
            yield from self._written_by_prometheus(name, entry)
        for catalog in self.shelf.knowing(name):
            for entry in catalog.find(name):
                entry = as_far_as_sure(catalog, entry) if self.by_prefix else entry
                for home in self.homes.of(catalog):
                    if home.scraping is None or not home.scraping.renames:
                        yield from _stored(catalog, entry, name, home)
        yield from self._renamed.get(name, ())

    def _written_by_prometheus(self, name: str, entry: SeriesEntry) -> Iterable[Stored]:
        """Yield what scrapes and rules leave behind; no relabelling of metrics touches it."""
        family, role = entry
        exported = exported_labels(self._scrapes, family, role)
        optional = family.when is not None
        if name in OF_RULES:
            yield Stored(name, family, role, self._scrapes, None, exported, optional)
            return
        for scraping in self.homes.jobs:
            if scraping.target is not None:
                labels = scraped(exported, scraping.target, honor=False)
                yield Stored(name, family, role, self._scrapes, scraping.job, labels, optional)
        if not self.homes.jobs or self.homes.more_jobs:
            labels = scraped(exported, UNKNOWN_TARGET, honor=False)
            yield Stored(name, family, role, self._scrapes, None, labels, optional)

    @cached_property
    def _renamed(self) -> Mapping[str, tuple[Stored, ...]]:
        """The series of the jobs that rename some, by their new names."""
        renamed: dict[str, tuple[Stored, ...]] = {}
        if not any(scraping.renames for scraping in self.homes.jobs):
            return renamed
        for catalog in self.shelf.all():
            homes = [home for home in self.homes.of(catalog) if home.scraping is not None]
            for home in homes:
                if home.scraping is not None and home.scraping.renames:
                    for stored in _all_stored(catalog, home):
                        renamed[stored.name] = (*renamed.get(stored.name, ()), stored)
        return renamed


def _scraping(job: ScrapeJob, finder: Finder) -> JobScraping:
    exporters = tuple(map(finder.find, job.exporters or ()))
    parts = {(part.name, part.as_of): part for each in exporters for part in finder.parts(each)}
    return JobScraping(job, exporters, tuple(parts.values()))


def _only_included(name: str, given: Mapping[str, ExporterCatalog]) -> bool:
    """Return whether a catalog is at hand only because another one includes it."""
    included = any(name in catalog.includes for catalog in given.values())
    return included and name in given and given[name].as_of is None


def _all_stored(catalog: ExporterCatalog, home: Home) -> Iterable[Stored]:
    for family in catalog.families:
        for suffix, role in family.roles.items():
            yield from _stored(catalog, SeriesEntry(family, role), family.name + suffix, home)


def _stored(
    catalog: ExporterCatalog, entry: SeriesEntry, name: str, home: Home
) -> Iterable[Stored]:
    """Yield what becomes of a series that a catalog lists, from one place where it may be."""
    family, role = entry
    exported = exported_labels(catalog, family, role)
    optional = family.when is not None
    if home.scraping is None:
        labels = _without_configuration(exported, home.declared)
        yield Stored(name, family, role, catalog, None, labels, optional)
        return
    job = home.scraping.job
    try:
        for left in home.scraping.stored(name, exported, home.declared):
            unsure = optional or not left.sure
            yield Stored(left.name, family, role, catalog, job, left.labels, unsure)
    except OpenName:
        return


def _without_configuration(exported: Labels, declared: Labels | None) -> Labels:
    """Return the labels of a series where no scrape configuration is known."""
    if declared is None:
        return scraped(exported, UNKNOWN_TARGET, honor=False)
    # Labels of a catalog that tells of target labels are labels as stored: nothing collides.
    labels = exported
    for name, label in declared.named.items():
        labels = labels.with_label(name, over(label, exported.get(name)))
    return labels


def _counted(catalogs: list[str]) -> str:
    if not catalogs:
        return "no catalog"
    if len(catalogs) > MOST_NAMED:
        return f"{len(catalogs)} catalogs"
    return f"the {'catalogs' if len(catalogs) > 1 else 'catalog'} {listed(catalogs)}"


def _called(catalog: ExporterCatalog) -> str:
    return f"{catalog.name} {catalog.as_of or catalog.version}"
