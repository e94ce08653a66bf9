"""Dashboards: what stands on them, in which order, in which folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self, TypeAlias

from grafana_foundation_sdk.builders import dashboard as sdk
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models import dashboard as models

from frontierkit.authoring.engine import PerEngine
from frontierkit.authoring.refuse import name_of, refuse, seconds
from frontierkit.authoring.written import Text, Written, here

Item: TypeAlias = "Builder[models.Panel] | Row | sdk.Row | PerEngine[Any] | None"
"""What stands on a dashboard: a panel, a row, or what is made for each engine."""


class Row:
    """Panels under a title; `repeat` names the variable for each value of which they repeat."""

    def __init__(
        self, title: Text, panels: tuple[Item, ...], collapsed: bool, repeat: str | None
    ) -> None:
        self.title = title
        self.panels = panels
        self.collapsed = collapsed
        self.repeat = repeat


class Dashboard(sdk.Dashboard):
    """The SDK's builder, which also takes what is made for each engine, and a folder."""

    def __init__(self, title: str, folder: str, written: Written) -> None:
        super().__init__(title)
        self.folder = folder
        self.written = written
        self._items: list[Item] = []
        self._built = False

    def with_panel(self, panel: Builder[models.Panel]) -> Self:
        """Add a panel; its place on the grid is worked out when the dashboard is compiled."""
        self._items.append(panel)
        return self

    def with_row(self, row_panel: Builder[models.RowPanel]) -> Self:
        """Add a row of the SDK."""
        self._items.append(_item(row_panel, self._internal.title or ""))
        return self

    def add(self, *items: Item) -> Self:
        """Add panels, rows, and what is made for each engine.

        Raises: SourceError, for what is none of these.
        """
        self._items += [_item(item, self._internal.title or "") for item in items]
        return self

    def build(self) -> models.Dashboard:
        """Return the dashboard of the SDK, for the engines that are compiled for."""
        if not self._built:
            self._built = True
            panels = [panel for item in self._items for panel in _panels(item)]
            self._internal.panels = [*(self._internal.panels or []), *panels]
        return self._internal


def dashboard(
    title: str,
    *items: Item,
    uid: str | None = None,
    folder: str = "",
    tags: Sequence[str] = (),
    variables: Sequence[Builder[models.VariableModel]] = (),
    links: Sequence[Builder[models.DashboardLink]] = (),
    description: str | None = None,
    refresh: str = "30s",
    time: str = "6h",
) -> Dashboard:
    """Declare a dashboard: panels and rows in reading order, laid out on the grid.

    `uid` is its address, at most 40 letters, digits, `-` and `_`; without it, the name of the
    declaration. `folder` is the folder in Grafana, `refresh` and `time` are durations (how often,
    and how far back). A variable `datasource` is added, and a variable `engine` where signals are
    asked for. The result is the SDK's own builder.

    Raises: SourceError, for an empty title, what is no panel, what is no duration.

    Example:
        >>> from frontierkit.authoring import row, signals, stat, timeseries
        >>> overview = dashboard(
        ...     "Engines",
        ...     stat("Up", signals.up),
        ...     row("Latency", timeseries("To the first token", signals.ttft.p95)),
        ...     folder="LLM",
        ... )
        >>> [panel.title for panel in overview.build().panels]
        ['Up', 'Latency', 'To the first token']
    """
    written = here()
    name_of(title, "the title of a dashboard")
    seconds(refresh, f"the refresh of dashboard `{title}`")
    seconds(time, f"the time of dashboard `{title}`")
    builder = Dashboard(Text.at(title, written), folder, written)
    builder.time(f"now-{time}", "now").refresh(refresh).tags(list(tags)).readonly()
    builder.tooltip(models.DashboardCursorSync.CROSSHAIR)
    if uid is not None:
        builder.uid(Text.at(name_of(uid, f"the uid of dashboard `{title}`"), written))
    if description is not None:
        builder.description(Text.at(description, written))
    for variable in variables:
        builder.with_variable(variable)
    for link in links:
        builder.link(link)
    return builder.add(*items)


def row(title: str, *panels: Item, collapsed: bool = False, repeat: str | None = None) -> Row:
    """Put panels under a title; `repeat` names a variable, for each value of which they repeat.

    Raises: SourceError, for an empty title, or what is no panel.

    Example:
        >>> from frontierkit.authoring import row, stat
        >>> row("Health", stat("Up", "min(up)")).title
        'Health'
    """
    name_of(title, "the title of a row")
    checked = tuple(_item(panel, title) for panel in panels)
    for panel in checked:
        if isinstance(panel, Row | sdk.Row):
            raise refuse(f"row `{title}` holds a row", "rows stand side by side on a dashboard")
    return Row(Text.at(title, here()), checked, collapsed, repeat)


def _item(item: Any, title: str) -> Item:
    if item is None or isinstance(item, Builder | Row | PerEngine):
        return item
    raise refuse(
        f"`{title}` holds {item!r}, which is no panel",
        "write `timeseries(…)`, `stat(…)`, `row(…)` or a panel builder of the SDK",
    )


def _panels(item: Item) -> Iterator[Any]:
    """Yield the built panels of an item, rows before what is in them."""
    if isinstance(item, PerEngine):
        for _, made in item.each():
            for part in made if isinstance(made, list | tuple) else (made,):
                yield from _panels(part)
    elif isinstance(item, Row):
        yield from _row(item)
    elif item is not None:
        yield item.build()


def _row(row: Row) -> Iterator[Any]:
    panels = [panel for item in row.panels for panel in _panels(item)]
    if row.panels and not panels:
        return  # all of it is for engines that are not configured
    builder = sdk.Row(row.title).collapsed(row.collapsed)
    if row.repeat:
        builder.repeat(row.repeat)
    built = builder.build()
    if row.collapsed:
        built.panels = panels
    yield built
    if not row.collapsed:
        yield from panels
