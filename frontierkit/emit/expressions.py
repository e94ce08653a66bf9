"""Every expression that the output must hold: what the model knew, to be found again there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.model.compiled import CompiledDashboard
from frontierkit.model.project import Project
from frontierkit.model.query import Role


def expressions(project: Project) -> list[str]:
    """Return the expression of every rule, panel and annotation, as often as it is declared.

    Queries of variables are no expressions; a panel that asks in another language than PromQL
    counts with what it asks.
    """
    rules = [rule.query.text for group in project.rule_groups for rule in group.rules]
    return rules + [text for each in project.compiled for text in _of_dashboard(each)]


def _of_dashboard(compiled: CompiledDashboard) -> Iterator[str]:
    for query in compiled.dashboard.queries:
        if query.role in (Role.PANEL, Role.ANNOTATION) and query.text:
            yield query.text
    panels = compiled.payload.get("panels")
    for panel in panels if isinstance(panels, list) else ():
        yield from _other_languages(panel, compiled)


def _other_languages(panel: Mapping[str, object], compiled: CompiledDashboard) -> Iterator[str]:
    """Yield what a panel asks in a language that the model does not know."""
    inner = panel.get("panels")
    for each in inner if isinstance(inner, list) else ():
        yield from _other_languages(each, compiled)
    known = {
        target.query.text
        for found in compiled.dashboard.panels
        if found.id == panel.get("id")
        for target in found.targets
        if target.query is not None
    }
    targets = panel.get("targets")
    for target in targets if isinstance(targets, list) else ():
        if target.get("expr") and target["expr"] not in known:
            yield target["expr"]
