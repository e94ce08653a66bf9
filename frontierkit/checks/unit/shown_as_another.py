"""Finds panels whose unit measures something other than their query does."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_units import shown_as
from frontierkit.analysis.shown_units import Shown, differs, shown_units
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("unit/shown_as_another", on=Panel, severity=Severity.ERROR)
def shown_as_another(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel shows its values in a unit of another dimension than they have.

    Bytes per second are shown as bytes, a number of entries as bytes, CPU seconds per second as
    seconds. The number is right and its unit is not: who reads "3 GB" plans a disk, where 3 GB/s
    run over a network.

    Bad:
        expr: rate(received_bytes_total[5m])
        fieldConfig: {defaults: {unit: bytes}}

    Good:
        expr: rate(received_bytes_total[5m])
        fieldConfig: {defaults: {unit: Bps}}

    Except: plain numbers (`short`, `none`), which say nothing.
    """
    for shown in shown_units(panel, facts):
        as_unit = shown_as(shown.shown)
        if as_unit is None:
            continue
        if differs(shown.unit, as_unit) or (shown.point and not as_unit.point):
            yield _finding(shown, as_unit.word, facts)


def _finding(shown: Shown, word: str, facts: Facts) -> Finding:
    what = "a point in time" if shown.point else f"`{shown.unit.word}`"
    return Finding(
        f"the query yields {what}{why_unit(shown.query, facts)}, and the panel shows it as "
        f"`{shown.shown}`: {word}",
        shown.query.at(),
        "set the unit that the values have, or calculate what the unit says",
        (Related("the unit of the panel", shown.at.at()),),
    )
