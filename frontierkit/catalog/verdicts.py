"""Why a name is known, absent or unknown in a world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontierkit.catalog.existence import Existence, Removal
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.lifecycle import Lifecycle, lifecycle
from frontierkit.catalog.nearest import lacks_suffix, misspells
from frontierkit.catalog.scraped import NAME, OpenName, exported_labels
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.catalog.stored import Condition
from frontierkit.text import listed

if TYPE_CHECKING:
    from frontierkit.catalog.world import World


def verdict_on(world: World, name: str, conditions: tuple[Condition, ...]) -> Existence:
    """Return what a world says of a name."""
    if name in world.records:
        return Existence("known", f"a recording rule makes `{name}`")
    origins = world.series(name)
    if origins:
        sources = sorted({_called(stored.exporter) for stored in origins})
        return Existence("known", f"`{name}` is in the catalog {' and '.join(sources)}")
    admitted = world.admitted_jobs(conditions)
    jobs = [scraping for scraping in world.homes.jobs if scraping.job in admitted]
    return (
        _not_catalogued(world, jobs)
        or _native(world, name, jobs)
        or _dropped(world, name)
        or _not_recorded(world, name)
        or _gone(world, name)
        or (_misspelt(world, name) if world.by_prefix else _vouched(world, name))
        or _closed(world, name, jobs or list(world.homes.jobs))
        or Existence("unknown", _nobody(world, name), world.nearest(name))
    )


def _not_catalogued(world: World, jobs: list[JobScraping]) -> Existence | None:
    """Return that nothing can be said: only jobs are meant that no catalog describes."""
    silent = [scraping for scraping in jobs if not world.described_by_catalogs(scraping.job)]
    if not jobs or len(jobs) == len(world.homes.jobs) or len(silent) < len(jobs):
        return None
    names = listed(sorted({scraping.job.name.text for scraping in silent}))
    plural = "jobs" if len(silent) > 1 else "job"
    return Existence("unknown", f"nobody said what the scrape {plural} {names} exposes")


def _native(world: World, name: str, jobs: list[JobScraping]) -> Existence | None:
    """Return that a histogram may be stored whole, under its own name."""
    asked = [scraping for scraping in jobs if scraping.stores_histograms_whole]
    known = (catalog.family(name) for catalog in world.shelf.knowing(f"{name}_bucket"))
    if not asked or not any(known):
        return None
    job = asked[0].job.name
    return Existence("unknown", f"the scrape job `{job}` may store `{name}` as a native histogram")


def _dropped(world: World, name: str) -> Existence | None:
    """Return that relabelling takes away what a catalog lists, wherever it can come from."""
    places = [
        (home.scraping, exported_labels(catalog, *entry))
        for catalog in world.shelf.knowing(name)
        for entry in catalog.find(name)
        for home in world.homes.of(catalog)
        if home.scraping is not None
    ]
    exposing = {id(scraping) for scraping, _ in places}
    free = {id(scraping) for scraping in world.homes.free}
    if not places or world.homes.more_jobs or not free <= exposing:
        return None
    scraping, exported = places[0]
    job = f"the scrape job `{scraping.job.name}`"
    if scraping.target is None:
        return Existence("absent", f"{job} has no target left: relabelling drops them all")
    try:
        left = scraping.stored(name, exported, None)
        step = scraping.dropping_step(name, exported)
    except OpenName:
        return Existence("unknown", f"{job} gives `{name}` a name that depends on label values")
    if left:
        why = f"{job} renames `{name}` to `{left[0].name}`"
        return Existence("absent", why, nearest=left[0].name)
    return Existence("absent", f"{job} drops `{name}` while it scrapes", dropped_at=step)


def _not_recorded(world: World, name: str) -> Existence | None:
    """Return that only the project's own rules make such names, and none makes this one."""
    for prefix in world.own_prefixes:
        if name.startswith(prefix):
            why = f"only rules of this project make names that begin with `{prefix}`"
            return Existence("absent", why, world.nearest(name))
    return None


def _gone(world: World, name: str) -> Existence | None:
    """Return that a catalog knows the name from another release, and none from this one."""
    lives = [
        (catalog, life)
        for catalog in world.shelf.knowing(name)
        if (life := lifecycle(catalog, name)) is not None
    ]
    for catalog, life in lives:
        if life.state in ("current", "unknown"):
            return Existence("unknown", f"{_called(catalog)} may expose `{name}`")
    if not lives:
        return None
    # What was removed tells more than what is still to come.
    catalog, life = min(lives, key=lambda known: known[1].state == "not yet")
    if life.state == "not yet":
        why = f"{_called(catalog)} has no `{name}` before {life.changed}"
        return Existence("absent", why, world.nearest(name), not_yet=life.changed)
    return _removed(world, name, catalog, life)


def _removed(world: World, name: str, catalog: ExporterCatalog, life: Lifecycle) -> Existence:
    if life.state == "never exported":
        why = f"`{catalog.name}` declares `{name}` and never exports it"
    else:
        why = f"`{catalog.name}` no longer exposes `{name}` since {life.changed}"
    version = catalog.as_of or catalog.version
    removal = Removal(catalog.name, version, life.changed, life.renamed_to, life.instead)
    return Existence("absent", why, life.renamed_to or world.nearest(name), removal)


def _vouched(world: World, name: str) -> Existence | None:
    """Return that every name with this prefix is listed, and this one is not."""
    for catalog in world.vouching(name):
        prefix = catalog.exhaustive_prefix(name) or ""
        if not _recorded(name, prefix) and not _may_be_renamed(world, name):
            why = f"{_called(catalog)} lists every metric that begins with `{prefix}`"
            return Existence("absent", why, world.nearest(name))
    return None


def _misspelt(world: World, name: str) -> Existence | None:
    """Return that a known name must be meant. Nobody named a catalog: less is not enough."""
    from frontierkit.catalog.bundled import first_word

    if _may_be_renamed(world, name):
        return None
    near = world.nearest(name)
    for catalog in world.vouching(name):
        prefix = catalog.exhaustive_prefix(name) or ""
        alike = near is not None and first_word(near) == first_word(name)
        if alike and not _recorded(name, prefix):
            why = f"{_called(catalog)} lists every metric that begins with `{prefix}`"
            return Existence("absent", why, near)
    owner = _owner(world, name, near) if near is not None else None
    if owner is None:
        return None
    why = f"no bundled catalog has it, and {_called(owner)} has `{near}`"
    return Existence("absent", why, near)


def _owner(world: World, name: str, near: str) -> ExporterCatalog | None:
    """Return whose name must be meant: it is all but the same, or only its unit is missing."""
    from frontierkit.catalog.bundled import bundled_index, first_word

    own = bundled_index().by_first_word(name)
    for catalog in (*world.shelf.knowing(near), *world.vouching(near)):
        words = {first_word(prefix) for prefix in catalog.exhaustive}
        if first_word(near) not in words:
            continue
        if misspells(name, near) or (catalog.name in own and lacks_suffix(name, near)):
            return catalog
    return None


def _closed(world: World, name: str, jobs: list[JobScraping]) -> Existence | None:
    """Return that all is listed that these jobs expose, and this name is not."""
    homes = world.homes
    if world.by_prefix or homes.loose or homes.more_jobs or not jobs:
        return None
    for scraping in jobs:
        complete = all(catalog.complete and catalog.covered for catalog in scraping.exporters)
        if not scraping.exporters or not complete or not _keeps_names(scraping):
            return None
    names = listed(sorted({scraping.job.name.text for scraping in jobs}))
    plural = "jobs" if len(jobs) > 1 else "job"
    why = f"the catalogs of the scrape {plural} {names} are complete"
    return Existence("absent", why, world.nearest(name))


def _nobody(world: World, name: str) -> str:
    """Return why nothing is known of a name, and which catalog might help."""
    from frontierkit.catalog.bundled import bundled_index

    knowing = () if world.by_prefix else bundled_index().exporters_knowing(name)
    if not knowing:
        return f"no catalog that takes part says whether `{name}` exists"
    return (
        f"no scrape job and no setting names the bundled catalog {listed(knowing, 'or')},"
        f" which knows `{name}`"
    )


def _recorded(name: str, prefix: str) -> bool:
    """Return whether a name looks like the work of a recording rule in a file not at hand."""
    return ":" in name[len(prefix) :]


def _may_be_renamed(world: World, name: str) -> bool:
    """Return whether a scrape job may give this name to series of which no catalog knows."""
    return any(
        step.target_label == NAME and name.startswith(step.replacement.partition("$")[0])
        for scraping in world.homes.jobs
        if scraping.renames
        for step in scraping.job.metric_relabel
        if step.action != "labelmap"
    )


def _keeps_names(scraping: JobScraping) -> bool:
    """Return whether the new names of a job's series follow from the old ones alone."""
    return not scraping.renames or all(
        step.source_labels == (NAME,) or step.target_label != NAME
        for step in scraping.job.metric_relabel
    )


def _called(catalog: ExporterCatalog) -> str:
    return f"`{catalog.name}` {catalog.as_of or catalog.version}"
