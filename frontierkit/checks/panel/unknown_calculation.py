"""Finds calculations that Grafana does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.grafana_names import CALCULATIONS
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel
from frontierkit.promql.variables import variables_in
from frontierkit.text import closest

_PERCENTILE = re.compile(r"p\d{1,2}")


@check("panel/unknown_calculation", on=Panel, severity=Severity.ERROR)
def unknown_calculation(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel makes one value of each series by a calculation that Grafana does not know.

    Grafana leaves it out: a stat has no value to show, and a legend lacks the column.

    Bad:
        type: stat
        expr: up
        options: {reduceOptions: {calcs: [lastNonNull]}}

    Good:
        type: stat
        expr: up
        options: {reduceOptions: {calcs: [lastNotNull]}}
    """
    for holder in ("reduceOptions", "legend"):
        for name in _names(panel.options.get(holder)):
            if name not in CALCULATIONS and not _PERCENTILE.fullmatch(name):
                meant = closest(name, CALCULATIONS)
                yield Finding(
                    f"{called(panel)} reduces its series by `{name}`, which Grafana does not know",
                    place_of(panel),
                    f"did you mean `{meant}`?" if meant else "",
                )


def _names(options: object) -> Iterator[str]:
    names = options.get("calcs") if isinstance(options, dict) else None
    for name in names if isinstance(names, list) else ():
        if isinstance(name, str) and not variables_in(name):
            yield name
