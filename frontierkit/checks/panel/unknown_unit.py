"""Finds units that are all but the id of one."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_names import UNITS
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel
from frontierkit.text import closest

_SHORTEST = 5
"""Shorter ids are too near to each other, and to what people write after a number."""
_NEAR = 0.9


@check("panel/unknown_unit", on=Panel, severity=Severity.WARNING)
def unknown_unit(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """The unit of a panel is not one of Grafana's, but nearly.

    Grafana writes an unknown unit behind the number as it is: `0.42 percentUnit` instead of `42%`,
    and `123456789 Bytes` instead of `118 MiB`.

    Bad:
        expr: up
        fieldConfig: {defaults: {unit: percentUnit}}

    Good:
        expr: up
        fieldConfig: {defaults: {unit: percentunit}}

    Except: texts that are like no id, which are meant to be shown: `tokens`, `req/min`.
    """
    unit = panel.unit
    if unit is None or unit.text in UNITS or ":" in unit.text or len(unit.text) < _SHORTEST:
        return
    meant = _meant(unit.text)
    if meant is not None:
        yield Finding(
            f"Grafana knows no unit `{unit}`, and writes it behind the number as it is",
            unit.at(),
            f"did you mean `{meant}`? For the text itself write `suffix:{unit}`",
        )


def _meant(text: str) -> str | None:
    lowered = {unit.lower(): unit for unit in UNITS if not unit.startswith("currency")}
    if text.lower() in lowered:
        return lowered[text.lower()]
    near = closest(text, (unit for unit in lowered.values() if len(unit) > _SHORTEST), _NEAR)
    return near if near is not None and text != f"{near}s" else None
