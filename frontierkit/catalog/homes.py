"""Which scrape jobs expose which catalogs, as far as somebody said so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.scraped import declared_target
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.labels import Labels

Find = Callable[[str], ExporterCatalog]


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

    `bound` has the jobs that name a catalog, or one that includes it. `loose` has the catalogs
    that no job names, each with the target labels that it, or what includes it, tells of; None:
    any catalog may be there.
    """

    jobs: tuple[JobScraping, ...]
    bound: Mapping[str, tuple[JobScraping, ...]]
    loose: Mapping[str, tuple[Labels | None, ...]] | None

    def of(self, catalog: ExporterCatalog) -> Iterator[Home]:
        """Yield where series of a catalog can come from."""
        own = declared_target(catalog)
        for job in self.bound.get(catalog.name, ()):
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
        return tuple(named) or self.free or (None,)


def bound_homes(jobs: Iterable[JobScraping], find: Find) -> dict[str, tuple[JobScraping, ...]]:
    """Return the jobs by the catalogs that they name, and by what those include."""
    bound: dict[str, tuple[JobScraping, ...]] = {}
    for job in jobs:
        exporters = map(find, job.job.exporters or ())
        for name in dict.fromkeys(part.name for each in exporters for part in parts(each, find)):
            bound[name] = (*bound.get(name, ()), job)
    return bound


def loose_homes(
    catalogs: Iterable[ExporterCatalog], find: Find
) -> dict[str, tuple[Labels | None, ...]]:
    """Return what catalogs tell of target labels, for them and for what they include."""
    loose: dict[str, tuple[Labels | None, ...]] = {}
    for catalog in catalogs:
        told = declared_target(catalog)
        for part in parts(catalog, find):
            if part.name == catalog.name or told not in loose.get(part.name, ()):
                loose[part.name] = (*loose.get(part.name, ()), told)
    return loose


def parts(catalog: ExporterCatalog, find: Find) -> tuple[ExporterCatalog, ...]:
    """Return a catalog and all that it includes, itself first."""
    found = {catalog.name: catalog}
    waiting = list(catalog.includes)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = find(name)
            waiting.extend(found[name].includes)
    return tuple(found.values())


def _called_so(job: JobScraping, declared: Labels | None) -> bool:
    """Return whether a job has a name that a catalog tells its series to have."""
    label = declared.named.get("job") if declared is not None else None
    names = label.values.finite if label is not None else None
    mine = job.target.get("job").values.finite if job.target is not None else None
    return bool(names and mine and names & mine)
