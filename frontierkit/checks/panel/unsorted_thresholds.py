"""Finds thresholds that hide each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Panel


@check("panel/unsorted_thresholds", on=Panel, severity=Severity.ERROR)
def unsorted_thresholds(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """The thresholds of a panel do not rise.

    Grafana goes through them until the first that is above the value, and never sees those behind
    it: the value that should be red is green.

    Bad:
        expr: up
        fieldConfig:
          defaults:
            thresholds:
              steps: [{color: green}, {value: 90, color: red}, {value: 70, color: orange}]

    Good:
        expr: up
        fieldConfig:
          defaults:
            thresholds:
              steps: [{color: green}, {value: 70, color: orange}, {value: 90, color: red}]

    Except: equal ones, of which the last one counts.
    """
    if panel.kind == "graph":
        return
    for before, step in pairwise(panel.thresholds[1:]):
        if before.value is not None and step.value is not None and step.value < before.value:
            yield Finding(
                f"the threshold {step.value:g} ({step.color}) stands after {before.value:g}"
                f" ({before.color})",
                step.at.at(),
                "write thresholds in the order of their values",
                (Related("this one is above it", before.at.at()),),
            )
