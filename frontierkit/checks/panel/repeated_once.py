"""Finds panels that are to be repeated for a variable of one value."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard, Panel
from frontierkit.model.location import Passage
from frontierkit.text import plural


@check("panel/repeated_once", on=Dashboard, severity=Severity.WARNING, profile="strict")
def repeated_once(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel or row is to be repeated for each value of a variable that has but one.

    Nobody can choose a second value, so there is never a second panel.

    Bad:
        dashboard:
          panels: [{expr: up, repeat: job}]
          templating: {list: [{name: job, type: query, query: "label_values(job)"}]}

    Good:
        dashboard:
          panels: [{expr: up, repeat: job}]
          templating: {list: [{name: job, type: query, query: "label_values(job)", multi: true}]}
    """
    found: dict[str, list[tuple[Panel, Passage]]] = {}
    for panel in dashboard.panels:
        name = panel.repeat.text.lstrip("$") if panel.repeat is not None else ""
        variable = dashboard.variable(name) if name else None
        if variable is not None and panel.repeat and not (variable.multi or variable.include_all):
            found.setdefault(name, []).append((panel, panel.repeat))
    for name, ((first, repeat), *others) in found.items():
        more = f" (and {plural(len(others), 'more panel')})" if others else ""
        yield Finding(
            f"{called(first)} is repeated for each value of `{name}`, which has one{more}",
            repeat.at(),
            "let the variable have several values, with `multi` or `includeAll`",
        )
