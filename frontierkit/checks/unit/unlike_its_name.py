"""Finds panels whose unit contradicts the name of the metric that they show."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_units import shown_as
from frontierkit.analysis.named_units import named_unit
from frontierkit.analysis.shown_units import comparable, differs, targets_in_units
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("unit/unlike_its_name", on=Panel, severity=Severity.WARNING, profile="strict")
def unlike_its_name(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel shows a metric that no catalog knows in a unit that its name contradicts.

    Names end in the unit, by convention: `_bytes`, `_seconds_total`. A rate of `x_bytes_total` is
    in bytes per second, whoever exposes it, and a panel that says "bytes" misleads.

    Bad:
        expr: rate(somebody_elses_bytes_total[5m])
        fieldConfig: {defaults: {unit: bytes}}

    Good:
        expr: rate(somebody_elses_bytes_total[5m])
        fieldConfig: {defaults: {unit: Bps}}
    """
    for target in targets_in_units(panel):
        root = facts.syntax(target.query).expr
        unit = None if root is None else named_unit(target.query, root, facts)
        as_unit = shown_as(target.shown.text)
        if unit is None or as_unit is None:
            continue
        scale = comparable(unit, as_unit) and not unit.same_scale(as_unit)
        if scale or differs(unit, as_unit):
            yield Finding(
                f"by the metric's name the query yields `{unit.word}`, and the panel shows it as "
                f"`{target.shown}`: {as_unit.word}",
                target.query.at(),
                "set the unit that the values have",
                (Related("the unit of the panel", target.shown.at()),),
            )
