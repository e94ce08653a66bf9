"""Finds queries that a panel asks twice."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel, Target
from frontierkit.model.query import Query


@check("panel/repeated_query", on=Panel, severity=Severity.WARNING, profile="strict")
def repeated_query(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel asks the same query twice, for the same legend.

    Each series is drawn twice, one line under the other. Usually the copy was to be changed.

    Bad:
        targets: [{refId: A, expr: up}, {refId: B, expr: up}]

    Good:
        targets: [{refId: A, expr: up}]
    """
    first: dict[object, Query] = {}
    for target in shown_targets(panel):
        if target.query is None or not target.query.text:
            continue
        before = first.setdefault(_key(target, target.query), target.query)
        if before is not target.query:
            yield Finding(
                f"{called(panel)} asks this twice",
                target.query.at(),
                "change the copy, or remove it",
                (Related("for the first time", before.at()),),
            )


def _key(target: Target, query: Query) -> object:
    """Return all that makes the result of a query differ from that of another."""
    source = target.datasource
    uid = source.uid.text if source is not None and source.uid is not None else None
    texts = tuple(p and p.text for p in (target.legend, target.interval))
    asked = (target.instant is True, target.range is not False, target.format or "time_series")
    return (" ".join(query.text.split()), uid, texts, asked)
