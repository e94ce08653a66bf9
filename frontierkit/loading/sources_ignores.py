"""The ignores that sources give as arguments: each holds below what it was given to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontierkit.diagnostics.suppression import Below, Ignore, reason_and_date
from frontierkit.loading.places import Pointer
from frontierkit.loading.sources_places import PythonFiles, WrittenPlace
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Location
from frontierkit.model.rules import RuleGroup

Plain = Mapping[str, Any]


def ignores_of_rules(
    declared: Sequence[Plain], groups: Sequence[RuleGroup], files: PythonFiles
) -> Iterator[Ignore]:
    """Yield the ignores of rules; `groups` are those that were made of what is declared."""
    for data, group in zip(declared, groups, strict=True):
        for plain, rule in zip(data["rules"], group.rules, strict=True):
            yield from _ignores(plain["ignore"], rule.trail, plain["written"], files)


def ignores_of_dashboard(
    declared: Plain, dashboard: Dashboard, files: PythonFiles
) -> Iterator[Ignore]:
    """Yield the ignores of panels and queries."""
    if not declared["ignores"]:
        return
    trails = dict(_trails(declared["data"], dashboard))
    for pointer, given, at in declared["ignores"]:
        trail = trails.get(tuple(pointer[:-1]))
        if trail is not None:
            yield from _ignores(given, trail, at, files)


def _ignores(
    given: Mapping[str, str], trail: tuple[str, ...], at: Sequence[Any], files: PythonFiles
) -> Iterator[Ignore]:
    for name, words in given.items():
        reason, until = reason_and_date(words)
        location = Location(WrittenPlace(files, at), trail)
        yield Ignore((name,), reason, until, location, Below(trail))


def _trails(data: Plain, dashboard: Dashboard) -> Iterator[tuple[Pointer, tuple[str, ...]]]:
    """Yield the trail of every panel and query, by where it stands in the data."""
    for pointer, panel in zip(_panels(data, ()), dashboard.panels, strict=False):
        yield pointer, panel.trail
        for index, target in enumerate(panel.targets):
            yield (*pointer, "targets", index), target.trail


def _panels(holder: Plain, pointer: Pointer) -> Iterator[Pointer]:
    """Yield where every panel stands, in the order in which the model has them."""
    for index, panel in enumerate(holder.get("panels") or ()):
        here = (*pointer, "panels", index)
        yield here
        yield from _panels(panel, here)
