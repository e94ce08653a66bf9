"""Which catalogs are sure to describe what a scrape job fetches."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.shelf import SCRAPED_BY
from frontierkit.catalog.world import World
from frontierkit.model.scrape import ScrapeJob

ITSELF = "prometheus/prometheus"


def catalogs_of(job: ScrapeJob, facts: Facts) -> tuple[ExporterCatalog, ...]:
    """Return the catalogs that a job names, or that say themselves that this job fetches them."""
    world: World = facts.world
    if world.by_prefix:
        return ()
    named = [s for s in world.homes.jobs if s.job is job and s.exporters]
    if named:
        return named[0].exporters
    return tuple(catalog for catalog in world.shelf.all() if _tells(catalog, job))


def _tells(catalog: ExporterCatalog, job: ScrapeJob) -> bool:
    """Return whether a catalog says that its series come from a job of this name alone."""
    label = (catalog.target_labels or {}).get("job")
    return label is not None and label.values == (job.name.text,)


def exported_with(catalog: ExporterCatalog, label: str) -> list[str]:
    """Return the names of the families whose exporter itself sets a label, sorted."""
    told = catalog.target_labels or {}
    if label in told and f"exported_{label}" not in told:
        return []  # the catalog lists labels as they are stored, and this one is the target's
    return sorted(family.name for family in catalog.families if label in (family.labels or {}))


def is_prometheus(catalog: ExporterCatalog) -> bool:
    """Return whether a catalog is that of Prometheus itself."""
    return SCRAPED_BY in (catalog.name, *catalog.includes) or catalog.exporter.startswith(ITSELF)
