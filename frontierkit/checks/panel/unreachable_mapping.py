"""Finds words for values that a panel never shows."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.panel_places import called
from frontierkit.analysis.panel_values import shown_range
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel


@check("panel/unreachable_mapping", on=Panel, severity=Severity.WARNING, profile="strict")
def unreachable_mapping(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A value is mapped to a word, and the panel never shows that value.

    The word never appears. Usually the mapping was made for another query, and the values of this
    one have no word.

    Bad:
        type: stat
        expr: up
        fieldConfig: {defaults: {mappings: [{type: value, options: {"2": {text: down}}}]}}

    Good:
        type: stat
        expr: up
        fieldConfig: {defaults: {mappings: [{type: value, options: {"0": {text: down}}}]}}
    """
    shown = shown_range(panel, facts) if panel.mapped_values else None
    if shown is None or shown.vacant:
        return
    for value in panel.mapped_values:
        if not _possible(value.text, shown):
            yield Finding(
                f"{called(panel)} never shows {value}: its values are within {shown.numbers()}",
                value.at(),
                "map a value that the query can have",
            )
            return


def _possible(text: str, shown: Interval) -> bool:
    try:
        value = float(text)
    except ValueError:
        return True
    return shown.bottom <= value <= shown.top
