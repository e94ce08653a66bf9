"""Where a panel is pointed at: its title, or where it begins."""

from __future__ import annotations

from frontierkit.model.dashboard import Panel
from frontierkit.model.location import Location


def place_of(panel: Panel) -> Location:
    """Return where to point when a panel as a whole is meant."""
    if panel.title is not None and panel.title.text:
        return panel.title.at()
    return Location(panel.place, panel.trail)


def called(panel: Panel) -> str:
    """Return what people call a panel: its title, or what it is."""
    if panel.title is not None and panel.title.text:
        return f"`{panel.title.text}`"
    number = f" {panel.id}" if panel.id is not None else ""
    return f"the {panel.kind or 'panel'}{number} without a title"
