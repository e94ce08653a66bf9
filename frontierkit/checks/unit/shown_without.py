"""Finds panels that show without a unit what the same dashboard shows with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_units import PLAIN, shown_as
from frontierkit.analysis.shown_units import Shown, comparable, shown_units
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Panel

NAMES_A_UNIT = re.compile(r"[(\[]|\b(?:[kKMGT]i?)?(?:[Bb]ytes?|B|[Bb]its?|bps|Bps|ms|sec\w*)\b")
"""What a title says of a unit, by which a plain number is understood."""


@check("unit/shown_without", on=Dashboard, severity=Severity.WARNING)
def shown_without(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A panel shows a plain number, where another panel shows the same quantity with its unit.

    "1.2 Mil" next to a sister that says "1.2 MB/s": who compares the two takes one for a number of
    requests.

    Bad:
        panels:
          - {expr: "rate(received_bytes_total[5m])", fieldConfig: {defaults: {unit: short}}}
          - {expr: "rate(sent_bytes_total[5m])", fieldConfig: {defaults: {unit: Bps}}}

    Good:
        panels:
          - {expr: "rate(received_bytes_total[5m])", fieldConfig: {defaults: {unit: Bps}}}
          - {expr: "rate(sent_bytes_total[5m])", fieldConfig: {defaults: {unit: Bps}}}

    Except: a panel whose title names the unit or that shows other quantities, too, and a dashboard
    that shows no such quantity with its unit.
    """
    shown = [each for panel in dashboard.panels for each in shown_units(panel, facts)]
    for each in shown:
        if each.shown in PLAIN and _amount(each) and not _named(each.panel):
            sister = next((other for other in shown if _shows(other, each)), None)
            if sister is not None and _alone(each, shown):
                yield Finding(
                    f"the query yields `{each.unit.word}`{why_unit(each.query, facts)}, and the "
                    f"panel shows a plain number: `{each.shown}`",
                    each.query.at(),
                    f"another panel says `{sister.shown}`",
                    (
                        Related("the unit of the panel", each.at.at()),
                        Related("the unit of another panel", sister.at.at()),
                    ),
                )


def _alone(each: Shown, shown: list[Shown]) -> bool:
    """Return whether the panel shows nothing that the unit would not fit."""
    asked = [t for t in each.panel.targets if t.query is not None and not t.hidden]
    alike = [other for other in shown if other.panel is each.panel and other.unit == each.unit]
    return len(asked) == len(alike)


def _amount(each: Shown) -> bool:
    """Return whether a number means little without its unit: of bytes, of seconds."""
    return any(power > 0 for _, power in each.unit.physical)


def _named(panel: Panel) -> bool:
    return panel.title is not None and NAMES_A_UNIT.search(panel.title.text) is not None


def _shows(other: Shown, each: Shown) -> bool:
    """Return whether another panel shows the same quantity in a unit that is right."""
    shown = shown_as(other.shown)
    return (
        shown is not None
        and other.panel is not each.panel
        and other.unit == each.unit
        and comparable(other.unit, shown)
        and other.unit.same_scale(shown)
    )
