"""Whether a release exposes a name, and where it went if not."""

from __future__ import annotations

from typing import Literal

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family, base_names
from frontierkit.dataclass import dataclass

State = Literal["current", "removed", "not yet", "never exported", "unknown"]


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """What became of a series name, as of one release.

    `changed` is the compared release that removed or added it; `renamed_to` a name that is there
    instead, `instead` PromQL or words; `deprecated` the release that calls it so, if it has come.
    """

    state: State
    name: str
    family: Family
    changed: str | None = None
    renamed_to: str | None = None
    instead: str | None = None
    deprecated: str | None = None


def lifecycle(
    catalog: ExporterCatalog, series_name: str, version: str | None = None
) -> Lifecycle | None:
    """Return what became of a name as of `version`; None if the catalog never heard of it."""
    catalog = catalog if version is None else catalog.at_version(version)
    variants = [
        family
        for base in base_names(series_name)
        for family in catalog.family_in_any_release(base)
        if family.role_of(series_name) is not None
    ]
    if not variants:
        return None
    known = [(family, catalog.has(family)) for family in variants]
    there = next((family for family, present in known if present), None)
    if there is not None:
        return _current(catalog, series_name, there)
    uncertain = next((family for family, present in known if present is None), None)
    if uncertain is not None:
        return Lifecycle("unknown", series_name, uncertain)
    return _gone_or_to_come(catalog, series_name, variants)


def _current(catalog: ExporterCatalog, series_name: str, family: Family) -> Lifecycle:
    if family.exported is False:
        return Lifecycle("never exported", series_name, family, None, None, family.instead)
    deprecated = family.deprecated
    if deprecated and catalog.compared.index(deprecated) > (catalog.position or 0):
        deprecated = None
    renamed_to = _successor(catalog, series_name, family)
    return Lifecycle("current", series_name, family, None, renamed_to, family.instead, deprecated)


def _gone_or_to_come(
    catalog: ExporterCatalog, series_name: str, variants: list[Family]
) -> Lifecycle:
    """Return the last removal before this release, or else the first appearance after it."""
    compared, here = catalog.compared, catalog.position or 0
    removals = [
        (compared.index(family.until), family)
        for family in variants
        if family.until is not None and compared.index(family.until) <= here
    ]
    if removals:
        family = max(removals, key=lambda removal: removal[0])[1]
        renamed_to = _successor(catalog, series_name, family)
        return Lifecycle("removed", series_name, family, family.until, renamed_to, family.instead)
    first = min(variants, key=lambda family: compared.index(family.since) if family.since else 0)
    return Lifecycle("not yet", series_name, first, first.since)


def _successor(catalog: ExporterCatalog, series_name: str, family: Family) -> str | None:
    """Return the name to use now: renames are followed, and `_bucket` stays `_bucket`."""
    suffix = series_name[len(family.name) :]
    chain = [family.name]
    following = family.renamed_to
    while following and following not in chain:
        chain.append(following)
        if catalog.family(following):
            break
        later = catalog.family_in_any_release(following)
        following = next((other.renamed_to for other in later if other.renamed_to), None)
    if len(chain) == 1:
        return None
    same = catalog.family_in_any_release(chain[-1])
    with_suffix = chain[-1] + suffix
    return with_suffix if any(other.role_of(with_suffix) for other in same) else chain[-1]
