"""Finds panels that lie on top of each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.panel_places import called, place_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Grid, Panel
from frontierkit.text import plural

_Placed = tuple[Panel, Grid]
_WIDEST = 1000


@check("layout/overlapping", on=Dashboard, severity=Severity.INFO)
def overlapping(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """Two panels lie on the same part of the grid.

    Grafana pushes one of them down, and what is below it as well: the dashboard looks other than
    it was laid out, and each save in the browser rewrites the positions.

    Bad:
        panels:
          - {title: a, expr: up, gridPos: {x: 0, y: 0, w: 12, h: 8}}
          - {title: b, expr: up, gridPos: {x: 6, y: 4, w: 12, h: 8}}

    Good:
        panels:
          - {title: a, expr: up, gridPos: {x: 0, y: 0, w: 12, h: 8}}
          - {title: b, expr: up, gridPos: {x: 12, y: 0, w: 12, h: 8}}

    Except: the panels of a collapsed row, which lie on a grid of their own.
    """
    found = [(panels, index) for panels in _grids(dashboard) for index in _covered(panels)]
    if found:
        panel, under = _pair(*found[0])
        more = f" (and {plural(len(found) - 1, 'more overlap')})" if len(found) > 1 else ""
        yield Finding(
            f"{called(panel)} lies on {called(under)}{more}",
            place_of(panel),
            "move it to where nothing is",
            (Related("this panel is there already", place_of(under)),),
        )


def _covered(panels: list[_Placed]) -> list[int]:
    """Return which panels share a place with one that begins no lower.

    From the top down, with the lowest end so far of each column: a dashboard may have thousands.
    """
    ends: dict[int, int] = {}
    covered = []
    for index in sorted(range(len(panels)), key=lambda index: panels[index][1].y):
        grid = panels[index][1]
        columns = range(max(grid.x, 0), min(grid.x + grid.w, _WIDEST))
        if grid.h > 0 and any(ends.get(column, grid.y) > grid.y for column in columns):
            covered.append(index)
        for column in columns:
            ends[column] = max(ends.get(column, grid.y), grid.y + grid.h)
    return sorted(covered)


def _pair(panels: list[_Placed], covered: int) -> tuple[Panel, Panel]:
    """Return the panel and the first that shares a place with it, the later of the two first."""
    shared = next(
        index
        for index, (_, grid) in enumerate(panels)
        if index != covered and _overlap(grid, panels[covered][1])
    )
    return panels[max(covered, shared)][0], panels[min(covered, shared)][0]


def _grids(dashboard: Dashboard) -> Iterator[list[_Placed]]:
    """Yield the panels of each grid: the dashboard's, and that of each row which holds panels."""
    outer = [panel for panel in dashboard.panels if not panel.nested]
    yield _placed(outer)
    nested = (panel for panel in dashboard.panels if panel.nested)
    for _, group in groupby(nested, key=lambda panel: id(panel.row)):
        yield _placed(list(group))


def _placed(panels: list[Panel]) -> list[_Placed]:
    return [(panel, panel.grid) for panel in panels if panel.grid is not None]


def _overlap(one: Grid, other: Grid) -> bool:
    across = one.x < other.x + other.w and other.x < one.x + one.w
    return across and one.y < other.y + other.h and other.y < one.y + one.h
