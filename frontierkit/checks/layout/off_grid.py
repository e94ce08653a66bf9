"""Finds panels that reach beyond the grid."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Grid, Panel

COLUMNS = 24


@check("layout/off_grid", on=Panel, severity=Severity.WARNING)
def off_grid(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A panel reaches beyond the 24 columns of the grid, or has no size.

    Grafana moves or cuts it until it fits, and what stands beside it moves along.

    Bad:
        panels: [{expr: up, gridPos: {x: 18, y: 0, w: 12, h: 8}}]

    Good:
        panels: [{expr: up, gridPos: {x: 12, y: 0, w: 12, h: 8}}]

    Except: rows.
    """
    # A row is as wide as the grid and one high, whatever it says.
    problem = _problem(panel.grid) if panel.grid is not None and panel.kind != "row" else None
    if problem is not None:
        yield Finding(
            f"{called(panel)} {problem}",
            place_of(panel),
            f"the columns are 0 to {COLUMNS - 1}, and a panel has at least one row and column",
        )


def _problem(grid: Grid) -> str | None:
    if grid.w <= 0 or grid.h <= 0:
        return f"has no size: it is {grid.w} columns wide and {grid.h} rows high"
    if grid.x < 0 or grid.y < 0:
        return f"begins outside of the grid, at column {grid.x} and row {grid.y}"
    if grid.x + grid.w > COLUMNS:
        return f"ends beyond column {COLUMNS}: it begins at {grid.x} and is {grid.w} wide"
    return None
