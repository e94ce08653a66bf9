"""Finds queries of a panel that are neither shown nor used."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_queries import query_uses, transformations_name
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel


@check("panel/unused_query", on=Panel, severity=Severity.INFO, profile="strict")
def unused_query(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A query is hidden, and nothing of its panel uses it.

    Nobody sees its result, and whoever reads the panel wonders what it is for.

    Bad:
        targets: [{refId: A, expr: up}, {refId: B, expr: up == 0, hide: true}]

    Good:
        targets: [{refId: A, expr: up}]
    """
    used = {use.ref_id for use in query_uses(panel)}
    for target in panel.targets:
        if not target.hidden or target.query is None or target.ref_id in used:
            continue
        if target.ref_id is None or not transformations_name(panel, target.ref_id):
            yield Finding(
                f"the query of {called(panel)} is hidden, and nothing uses it",
                target.query.at(),
                "show it, use it, or remove it",
            )
