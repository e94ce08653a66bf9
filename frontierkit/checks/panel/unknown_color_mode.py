"""Finds colour schemes that Grafana does not know."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_names import COLOR_MODES
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel
from frontierkit.text import closest


@check("panel/unknown_color_mode", on=Panel, severity=Severity.ERROR)
def unknown_color_mode(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel is coloured by a scheme that Grafana does not know.

    Grafana stops with an error ("not found in"), and the panel shows nothing.

    Bad:
        type: stat
        expr: up
        fieldConfig: {defaults: {color: {mode: palette}}}

    Good:
        type: stat
        expr: up
        fieldConfig: {defaults: {color: {mode: palette-classic}}}
    """
    mode = panel.color_mode
    if mode is not None and mode.text and mode.text not in COLOR_MODES:
        meant = closest(mode.text, COLOR_MODES)
        yield Finding(
            f"Grafana knows no colour scheme `{mode}`",
            mode.at(),
            f"did you mean `{meant}`?" if meant else "",
        )
