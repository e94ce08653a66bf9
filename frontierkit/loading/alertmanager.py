"""`alertmanager.yml` → model."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.diagnostics import Related
from frontierkit.loading.alert_matchers import lift_matchers
from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import ListNode, MapNode, Node, is_null
from frontierkit.loading.receivers import lift_receivers, secrets_in
from frontierkit.loading.schema import Schema
from frontierkit.model.alertmanager import AlertmanagerConfig, InhibitRule, Route
from frontierkit.model.location import Location, Passage
from frontierkit.text import closest, listed

CHECK = "route/malformed"

_TOP = frozenset(
    ("global", "route", "receivers", "inhibit_rules", "templates", "time_intervals",
     "mute_time_intervals", "tracing", "event_recorder")
)  # fmt: skip
_ROUTE = frozenset(
    ("receiver", "group_by", "group_wait", "group_interval", "repeat_interval", "match",
     "match_re", "matchers", "continue", "routes", "mute_time_intervals", "active_time_intervals",
     "labels")
)  # fmt: skip
_INHIBIT = frozenset(
    ("source_match", "source_match_re", "source_matchers", "target_match", "target_match_re",
     "target_matchers", "equal", "name", "sources")
)  # fmt: skip


def lift_alertmanager(
    root: Node, collected: Collected, trail: Trail = ()
) -> AlertmanagerConfig | None:
    """Lift an Alertmanager configuration."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "an Alertmanager configuration", trail)
    if top is None:
        return None
    schema.only(top, _TOP, "an Alertmanager configuration", trail)
    route = schema.mapping(top.get("route"), "`route`", trail)
    if route is None:
        schema.refuse(
            "an Alertmanager configuration has no route", top, "give it a `route`", trail=trail
        )
    config = AlertmanagerConfig(
        route=_route(schema, route, trail, 0) if route is not None else None,
        receivers=lift_receivers(schema, top, trail),
        inhibit_rules=tuple(_inhibit_rules(schema, top, trail)),
        time_intervals=tuple(_time_intervals(schema, top, trail)),
        templates=schema.passages(top.get("templates"), "`templates`", trail),
        secrets=tuple(secrets_in(top.get("global"), (*trail, "global"))),
        place=top,
    )
    _check_names(schema, config)
    return config


def _route(schema: Schema, node: MapNode, trail: Trail, depth: int) -> Route:
    schema.only(node, _ROUTE, "a route", trail)
    receiver = schema.passage(node.get("receiver"), "`receiver`", trail)
    here = (*trail, f"route {receiver.text if receiver else depth}")
    if depth == 0:
        _root_only(schema, node, receiver, trail)
    grouped = node.get("group_by")
    return Route(
        receiver=receiver,
        matchers=tuple(lift_matchers(schema, node, "", here)),
        group_by=schema.passages(grouped, "`group_by`", here) if not is_null(grouped) else None,
        group_wait_s=schema.seconds(node.get("group_wait"), "`group_wait`", here),
        group_interval_s=schema.seconds(node.get("group_interval"), "`group_interval`", here),
        repeat_interval_s=schema.seconds(node.get("repeat_interval"), "`repeat_interval`", here),
        goes_on=bool(schema.boolean(node.get("continue"), "`continue`", here)),
        mute_intervals=schema.passages(node.get("mute_time_intervals"), "mute intervals", here),
        active_intervals=schema.passages(
            node.get("active_time_intervals"), "active intervals", here
        ),
        routes=tuple(
            _route(schema, below, here, depth + 1)
            for below in schema.mappings(node.get("routes"), "`routes`", "a route", here)
        ),
        place=node,
        trail=here,
    )


def _root_only(schema: Schema, node: MapNode, receiver: Passage | None, trail: Trail) -> None:
    """Report what the root of the tree must have, or must not."""
    if receiver is None or not receiver.text:
        schema.refuse("the root route has no receiver", node, "name a `receiver`", trail=trail)
    for field in ("match", "match_re", "matchers"):
        value = node.get(field)
        if isinstance(value, MapNode | ListNode) and (
            value.entries if isinstance(value, MapNode) else value.items
        ):
            message = "the root route takes every alert, and may have no matchers"
            schema.refuse(message, node.key(field), trail=trail)


def _inhibit_rules(schema: Schema, top: MapNode, trail: Trail) -> Iterator[InhibitRule]:
    rules = schema.mappings(
        top.get("inhibit_rules"), "`inhibit_rules`", "an inhibition rule", trail
    )
    for number, node in enumerate(rules, 1):
        here = (*trail, f"inhibition {number}")
        schema.only(node, _INHIBIT, "an inhibition rule", here)
        yield InhibitRule(
            source=tuple(lift_matchers(schema, node, "source_", here)),
            target=tuple(lift_matchers(schema, node, "target_", here)),
            equal=schema.passages(node.get("equal"), "`equal`", here),
            place=node,
        )


def _time_intervals(schema: Schema, top: MapNode, trail: Trail) -> Iterator[Passage]:
    for field in ("time_intervals", "mute_time_intervals"):
        for node in schema.mappings(top.get(field), f"`{field}`", "a time interval", trail):
            name = schema.passage(node.get("name"), "the name of a time interval", trail)
            if name is None or not name.text:
                schema.refuse("a time interval has no name", node, trail=trail)
            else:
                yield name


def _check_names(schema: Schema, config: AlertmanagerConfig) -> None:
    """Report receivers and time intervals that are named twice, or named and not there."""
    seen: dict[str, Passage] = {}
    for receiver in config.receivers:
        name = receiver.name.text
        if name in seen:
            schema.collected.report(
                CHECK,
                f"the receiver `{name}` is declared twice",
                receiver.name.at(),
                "Alertmanager refuses the file",
                related=(Related("first declared here", Location(seen[name].place)),),
            )
        seen.setdefault(name, receiver.name)
    intervals = {interval.text for interval in config.time_intervals}
    for route in config.route.all() if config.route is not None else ():
        if route.receiver is not None and route.receiver.text not in seen:
            _missing(schema, route.receiver, "receiver", list(seen))
        for interval in (*route.mute_intervals, *route.active_intervals):
            if interval.text not in intervals:
                _missing(schema, interval, "time interval", sorted(intervals))


def _missing(schema: Schema, name: Passage, what: str, known: list[str]) -> None:
    near = closest(name.text, known, 0.7)
    hint = f"did you mean `{near}`?" if near else f"there is {listed(known) or 'none'}"
    schema.collected.report(CHECK, f"there is no {what} `{name.text}`", name.at(), hint)
