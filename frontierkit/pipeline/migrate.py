"""What breaks in a project when an exporter is upgraded: two worlds, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.releases import position
from frontierkit.dataclass import dataclass, replace
from frontierkit.diagnostics import Diagnostic, Report
from frontierkit.errors import UsageError
from frontierkit.loading.files import Loaded
from frontierkit.model.location import Location
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.pipeline.catalogs import load_catalog, named_catalogs
from frontierkit.pipeline.fix import Subject
from frontierkit.pipeline.lint import judge
from frontierkit.settings.read import ProjectSettings
from frontierkit.text import listed


@dataclass(frozen=True, slots=True)
class Upgrade:
    """An exporter's catalog as of the release in use and of the wanted one.

    `sure` is false where nobody says which release is in use: then it is the oldest that there is.
    """

    before: ExporterCatalog
    after: ExporterCatalog
    sure: bool


class Change(NamedTuple):
    """What else changes about a metric that queries ask for, and where they do."""

    metric: str
    what: str
    places: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Migration:
    """`report` tells what breaks; `already` counts findings that are there without the upgrade.

    `subject` is what can be mended: nothing but what breaks.
    """

    upgrade: Upgrade
    report: Report
    already: int
    changes: tuple[Change, ...]
    subject: Subject


def migrate(subject: Subject, upgrade: Upgrade) -> Migration:
    """Return what an upgrade does to a project or to files."""
    name = upgrade.after.name
    old, new = (_as_of(subject, name, each.as_of) for each in (upgrade.before, upgrade.after))
    before = judge(old.load(), old.project, old.catalogs)
    after = judge(new.load(), new.project, new.catalogs).report
    known = {_key(diagnostic) for diagnostic in before.report.diagnostics}
    broken = tuple(d for d in after.diagnostics if _key(d) not in known)
    return Migration(
        upgrade,
        replace(after, diagnostics=broken),
        len(after.diagnostics) - len(broken),
        tuple(_changes(before.facts, upgrade)),
        replace(new, wanted=lambda diagnostic: _key(diagnostic) not in known),
    )


def upgrade_of(subject: Subject, name: str, to: str, since: str | None) -> Upgrade:
    """Return the upgrade of the exporter `name`; raises `UsageError` for what cannot be compared.

    Without `since` the release is that of the settings, or that which a scrape job declares.
    """
    catalog = _catalog(subject, name)
    since = since or _in_use(subject, catalog.name)
    before = catalog.at_version(since or catalog.compared[0])
    after = catalog.at_version(to)
    for each in (before, after):
        if each.position is None:
            raise UsageError(
                f"nobody can say where `{each.as_of}` stands among the releases of {name}",
                f"compared are {listed(catalog.compared)}",
            )
    return Upgrade(before, after, since is not None)


def _catalog(subject: Subject, name: str) -> ExporterCatalog:
    settings = subject.project.settings
    own = named_catalogs(settings.catalogs, subject.project.root).files
    given = named_catalogs(subject.catalogs).files
    found = next((catalog for catalog in (*given, *own) if catalog.name == name), None)
    return found or load_catalog(name)


def _in_use(subject: Subject, name: str) -> str | None:
    told = subject.project.settings.exporters.get(name)
    jobs = subject.load().project.jobs if told is None else ()
    return told or next((job.versions[name] for job in jobs if name in job.versions), None)


def _as_of(subject: Subject, name: str, version: str | None) -> Subject:
    """Return the same, with another release of the exporter wherever one is named."""
    version = version or ""
    settings = subject.project.settings
    exporters = {**settings.exporters, name: version}
    project = ProjectSettings(
        replace(settings, exporters=exporters), subject.project.root, subject.project.path
    )
    return replace(
        subject, project=project, load=lambda: _with_release(subject.load(), name, version)
    )


def _with_release(loaded: Loaded, name: str, version: str) -> Loaded:
    configs = tuple(
        replace(
            config,
            jobs=tuple(
                replace(job, versions=_replaced(job.versions, name, version)) for job in config.jobs
            ),
        )
        for config in loaded.project.prometheus
    )
    project: Project = replace(loaded.project, prometheus=configs)
    return replace(loaded, project=project)


def _replaced(versions: Mapping[str, str], name: str, version: str) -> Mapping[str, str]:
    return {**versions, name: version} if name in versions else versions


def _key(diagnostic: Diagnostic) -> tuple[object, ...]:
    at = diagnostic.finding.at
    return (diagnostic.check, at.path, at.trail, at.text, diagnostic.finding.message)


def _changes(facts: Facts, upgrade: Upgrade) -> Iterator[Change]:
    """Yield what changes about metrics that are there before and after."""
    places: dict[str, list[Location]] = {}
    for query in facts.each(Query):
        for selector in facts.selectors(query):
            if selector.name is not None:
                places.setdefault(selector.name, []).append(query.at())
    for name in sorted(places):
        old, new = upgrade.before.find(name), upgrade.after.find(name)
        if len(old) == 1 and len(new) == 1:
            what = [*_differences(old[0].family, new[0].family, upgrade)]
            if what:
                yield Change(name, "; ".join(what), tuple(places[name]))


def _differences(old: Family, new: Family, upgrade: Upgrade) -> Iterator[str]:
    if _deprecated(new, upgrade.after) and not _deprecated(old, upgrade.before):
        meant = f"`{new.renamed_to}`" if new.renamed_to else new.instead
        yield f"deprecated since {new.deprecated}" + (f", instead: {meant}" if meant else "")
    if old.type != new.type:
        yield f"a {old.type} becomes a {new.type}"
    if old.unit != new.unit:
        yield f"the unit was {old.unit or 'not known'} and is {new.unit or 'not known'}"
    if old.buckets != new.buckets and old.buckets and new.buckets:
        bounds = (" ".join(f"{bound:g}" for bound in new.buckets[:12]), len(new.buckets))
        yield f"its buckets end at {bounds[0]}{' …' if bounds[1] > 12 else ''}"
    if old.labels is not None and new.labels is not None:
        added, gone = new.labels.keys() - old.labels.keys(), old.labels.keys() - new.labels.keys()
        if added:
            yield f"gets {listed(sorted(added))} as labels: sums and joins by label see more"
        if gone:
            yield f"loses the labels {listed(sorted(gone))}"


def _deprecated(family: Family, catalog: ExporterCatalog) -> bool:
    """Return whether a release calls a family deprecated."""
    if family.deprecated is None or catalog.position is None:
        return False
    since = position(family.deprecated, catalog.compared)
    return since is not None and since <= catalog.position
