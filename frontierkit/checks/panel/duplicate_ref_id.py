"""Finds queries of a panel that share a letter."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel, Target
from frontierkit.model.location import Location


@check("panel/duplicate_ref_id", on=Panel, severity=Severity.ERROR)
def duplicate_ref_id(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """Two queries of a panel have the same `refId`.

    Grafana keeps results by `refId`: that of one query takes the place of the other's, and one of
    the two is never shown.

    Bad:
        targets:
          - {refId: A, expr: node_load1}
          - {refId: A, expr: node_load5}

    Good:
        targets:
          - {refId: A, expr: node_load1}
          - {refId: B, expr: node_load5}

    Except: queries that are hidden, which Grafana does not ask.
    """
    first: dict[str, Target] = {}
    for target in shown_targets(panel):
        if target.ref_id is None or target.query is None:
            continue
        before = first.setdefault(target.ref_id, target)
        if before is not target:
            yield Finding(
                f"two queries of {called(panel)} are called `{target.ref_id}`: one is not shown",
                _place(target),
                "give each query of a panel a letter of its own",
                (Related("the other one", _place(before)),),
            )


def _place(target: Target) -> Location:
    return target.query.at() if target.query is not None else Location(target.place, target.trail)
