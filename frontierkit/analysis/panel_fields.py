"""Which names the fields of a panel can have, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.series import Series
from frontierkit.dataclass import dataclass
from frontierkit.labels import Presence
from frontierkit.model.dashboard import Panel, Target
from frontierkit.promql.variables import variables_in
from frontierkit.regex.javascript import refused_by_grafana

_OF_EVERY_FRAME = ("Time", "Value", "time", "value")
_SILENT = frozenset(("merge", "sortBy", "limit", "filterFieldsByName", "filterByRefId"))
"""Transformations that name no field anew."""


@dataclass(frozen=True, eq=False)
class PanelFields:
    """The names that fields of a panel can have: `names`, and the labels of tables of series."""

    names: frozenset[str]
    tables: tuple[Series, ...]

    def may_have(self, name: str) -> bool:
        """Return whether a field of this name is possible."""
        if name in self.names or name.startswith(tuple(f"{n} " for n in self._repeatable)):
            return True
        return any(table.label(name).presence is not Presence.NEVER for table in self.tables)

    def may_match(self, pattern: str) -> bool:
        """Return whether a field is possible that a regex of Grafana's matches."""
        if self.tables or refused_by_grafana(pattern) or variables_in(pattern):
            return True
        found = re.fullmatch(r"/(.*)/[a-z]*", pattern, re.DOTALL)
        try:
            regex = re.compile(found[1] if found else f"^{pattern}$", re.IGNORECASE)
        except re.error:
            return True
        return any(regex.search(name) for name in self.names)

    @cached_property
    def _repeatable(self) -> tuple[str, ...]:
        """Names that Grafana numbers where several fields share one: `Value 1`, `Value #A`."""
        return tuple(sorted(self.names))


def panel_fields(panel: Panel, facts: Facts) -> PanelFields | None:
    """Return the fields that a panel can have; None where anything is possible."""
    if panel.library_uid is not None or panel.display_name is not None or not panel.targets:
        return None
    renamed = _renamed(panel)
    if renamed is None:
        return None
    names: set[str] = {*_OF_EVERY_FRAME, *renamed, *_given_by_overrides(panel)}
    tables: list[Series] = []
    for target in panel.targets:
        if target.query is None:
            return None
        if target.format == "table":
            tables.append(facts.series(target.query))
            names.add(f"Value #{target.ref_id}")
            continue
        legend = _literal_legend(target)
        if legend is None:
            return None
        names.add(legend)
    return PanelFields(frozenset(names), tuple(tables))


def _literal_legend(target: Target) -> str | None:
    """Return the legend of a target, if every series has the same."""
    legend = target.legend.text if target.legend is not None else ""
    if not legend or legend == "__auto" or "{{" in legend or "$" in legend or "[[" in legend:
        return None
    return legend if target.format in (None, "time_series") else None


def _renamed(panel: Panel) -> frozenset[str] | None:
    """Return the names that transformations give; None where that cannot be told."""
    names: set[str] = set()
    for step in panel.transformations:
        if step.disabled or step.kind in _SILENT:
            continue
        if step.kind != "organize":
            return None
        given = step.options.get("renameByName")
        if isinstance(given, dict):
            names |= {name for name in given.values() if isinstance(name, str)}
    return frozenset(names)


def _given_by_overrides(panel: Panel) -> Iterator[str]:
    for override in panel.overrides:
        name = override.properties.get("displayName")
        if isinstance(name, str):
            yield name
