"""Finds kinds of panels that are nearly one of Grafana's."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_names import PANELS
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel

_PLAIN = {name.replace("-", "").lower(): name for name in sorted(PANELS)}


@check("panel/unknown_type", on=Panel, severity=Severity.ERROR)
def unknown_type(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """The type of a panel is written otherwise than Grafana writes it.

    Grafana looks for a plug-in of that name, and says "Panel plugin not found".

    Bad:
        type: timeSeries
        expr: up

    Good:
        type: timeseries
        expr: up

    Except: types that are like none of Grafana's, which may be those of plug-ins.
    """
    if not panel.kind or panel.kind in PANELS:
        return
    word = panel.kind.lower().replace("-", "").replace("_", "").replace(" ", "")
    meant = _PLAIN.get(word) or _PLAIN.get(word.removesuffix("panel")) or _PLAIN.get(word[:-1])
    if meant is not None and panel.kind.count("-") < 2:
        yield Finding(
            f"Grafana has no panel of the type `{panel.kind}`, as {called(panel)} is",
            place_of(panel),
            f"did you mean `{meant}`?",
        )
