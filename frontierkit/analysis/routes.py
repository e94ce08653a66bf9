"""Which routes alerts get to, and where routes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from frontierkit.analysis.inhibiting import spelled
from frontierkit.analysis.routing import arrivals
from frontierkit.labels import Labels
from frontierkit.model.alertmanager import Route
from frontierkit.model.location import Location


class RouteAt(NamedTuple):
    """A route and the place to point at."""

    route: Route
    at: Location


def unentered(root: Route, alerts: Iterable[Labels]) -> Iterator[RouteAt]:
    """Yield the topmost routes that take none of the alerts when their turn comes."""
    entered = {
        id(step.route)
        for labels in alerts
        for arrival in arrivals(root, labels)
        for step in (*arrival.step.above, arrival.step)
    }
    yield from _unentered(root, entered)


def described(route: Route) -> str:
    """Return what a route is for: `severity="critical"`, or its receiver."""
    if route.matchers:
        return f"for {spelled(route.matchers)}"
    return f"to `{route.receiver}`" if route.receiver is not None else "without conditions"


def place(route: Route) -> Location:
    """Return the first condition of a route, its receiver, or where it begins."""
    if route.matchers:
        return route.matchers[0].at.at()
    if route.receiver is not None:
        return route.receiver.at()
    return Location(route.place, route.trail)


def _unentered(route: Route, entered: set[int]) -> Iterator[RouteAt]:
    if id(route) not in entered:
        yield RouteAt(route, place(route))
        return
    for below in route.routes:
        yield from _unentered(below, entered)
