"""Which scrape jobs expose which catalogs, as far as somebody said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.scraped import declared_target
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.catalog.shelf import bundled
from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import Labels


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds catalogs by name: those of files first, then the bundled ones.

    `versions` are the releases in use. A catalog that is neither given nor `wanted` is only
    included by another: its releases are its own, and nobody said which it is.
    """

    given: Mapping[str, ExporterCatalog]
    wanted: frozenset[str]
    versions: Mapping[str, str]

    def find(self, name: str) -> ExporterCatalog:
        """Return the catalog of this name; `UsageError` if there is none."""
        catalog = self.given.get(name)
        if catalog is None:
            catalog = bundled(name, self.versions)
        elif name in self.versions:
            catalog = catalog.at_version(self.versions[name])
        known = name in self.given or name in self.wanted or name in self.versions
        return catalog if known else catalog.in_any_release()

    def parts(self, catalog: ExporterCatalog) -> tuple[ExporterCatalog, ...]:
        """Return a catalog and all that it includes, itself first."""
        found = {catalog.name: catalog}
        waiting = list(catalog.includes)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = self.find(name)
                waiting.extend(found[name].includes)
        return tuple(found.values())

    def using(self, versions: Mapping[str, str]) -> Finder:
        """Return a finder for a job that says which releases it scrapes."""
        return replace(self, versions={**self.versions, **versions}) if versions else self


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """A job that exposes a catalog, or may; None: it is not known which scrapes it.

    `declared` are target labels that a catalog tells of.
    """

    scraping: JobScraping | None
    declared: Labels | None


@dataclass(frozen=True, eq=False)
class Homes:
    """Scrape jobs and the catalogs that are theirs.

    `loose` has the catalogs that no job names, each with the target labels that it, or what
    includes it, tells of; None: any catalog may be there. `more_jobs`: these are not all.
    """

    jobs: tuple[JobScraping, ...]
    loose: Mapping[str, tuple[Labels | None, ...]] | None
    more_jobs: bool

    def of(self, catalog: ExporterCatalog) -> Iterator[Home]:
        """Yield where series of a catalog can come from."""
        own = declared_target(catalog)
        for job in self.jobs:
            if catalog in job.parts:
                yield Home(job, own)
        told = (own,) if self.loose is None else self.loose.get(catalog.name, ())
        for declared in told:
            for candidate in self._candidates(declared):
                yield Home(candidate, declared)

    @property
    def free(self) -> tuple[JobScraping, ...]:
        """The jobs of which nobody said what they expose."""
        return tuple(job for job in self.jobs if not job.job.exporters)

    def _candidates(self, declared: Labels | None) -> tuple[JobScraping | None, ...]:
        """Return the jobs that may expose a catalog that none of them names."""
        named = [job for job in self.free if _called_so(job, declared)]
        if named:
            return tuple(named)
        return (*self.free, None) if self.more_jobs or not self.free else self.free


def loose_homes(
    catalogs: Iterable[ExporterCatalog], finder: Finder
) -> dict[str, tuple[Labels | None, ...]]:
    """Return what catalogs tell of target labels, for them and for what they include."""
    loose: dict[str, tuple[Labels | None, ...]] = {}
    for catalog in catalogs:
        told = declared_target(catalog)
        for part in finder.parts(catalog):
            if told not in loose.get(part.name, ()):
                loose[part.name] = (*loose.get(part.name, ()), told)
    return loose


def _called_so(job: JobScraping, declared: Labels | None) -> bool:
    """Return whether a job has a name that a catalog tells its series to have."""
    label = declared.named.get("job") if declared is not None else None
    names = label.values.finite if label is not None else None
    mine = job.target.get("job").values.finite if job.target is not None else None
    return bool(names and mine and names & mine)
