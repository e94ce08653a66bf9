"""Finds thresholds that nobody chose."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import place_of
from frontierkit.analysis.panel_values import shown_thresholds
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Panel, ThresholdStep

PLAIN = frozenset(("", "none", "short", "sishort", "string", "percent", "humidity", "locale"))
"""Units of which 80 may well be where things become bad, or of which nothing is said."""


@check("panel/default_thresholds", on=Panel, severity=Severity.WARNING, profile="strict")
def default_thresholds(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel turns red at 80, whatever it shows.

    A new panel has these thresholds. Of seconds or bytes, 80 means nothing: the panel is red for
    ever, or green for ever.

    Bad:
        type: stat
        expr: up
        fieldConfig:
          defaults:
            unit: bytes
            thresholds: {steps: [{value: null, color: green}, {value: 80, color: red}]}

    Good:
        type: stat
        expr: up
        fieldConfig:
          defaults:
            unit: bytes
            thresholds: {steps: [{value: null, color: green}, {value: 8e9, color: red}]}

    Except: percentages, and panels that do not show their thresholds.
    """
    unit = panel.unit.text if panel.unit is not None else ""
    if unit not in PLAIN and is_default(shown_thresholds(panel)) and not _relative(panel):
        yield Finding(
            f"it turns red at 80 `{unit}`, as every new panel does",
            place_of(panel),
            "choose thresholds for what it shows, or a fixed colour",
        )


def is_default(steps: tuple[ThresholdStep, ...]) -> bool:
    """Return whether thresholds are those of a new panel."""
    return [step.value for step in steps[1:]] == [80.0] and steps[1].color in ("red", "#d44a3a")


def _relative(panel: Panel) -> bool:
    """Return whether 80 is a part of the panel's own span."""
    return panel.threshold_mode == "percentage"
