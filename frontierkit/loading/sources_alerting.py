"""The declared Alertmanager, brought back as plain data → model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from frontierkit.loading.sources_model import SourceLift
from frontierkit.model.alertmanager import (
    AlertmanagerConfig,
    AlertMatcher,
    ExpectedRoute,
    InhibitRule,
    Integration,
    Receiver,
    Route,
)
from frontierkit.model.location import Passage

Plain = Mapping[str, Any]
Trail = tuple[str, ...]
TRAIL: Trail = ("alertmanager",)


def lift_declared(data: Plain, lift: SourceLift) -> AlertmanagerConfig:
    """Return the configuration that `alertmanager(…)` declares."""
    receivers: dict[str, Receiver] = {}
    for declared in _receivers(data["route"]):
        receivers.setdefault(declared["name"]["text"], _receiver(declared, lift))
    return AlertmanagerConfig(
        route=_route(data["route"], lift, TRAIL),
        receivers=tuple(receivers.values()),
        inhibit_rules=tuple(
            InhibitRule(
                source=_matchers(rule["source"], lift, TRAIL),
                target=_matchers(rule["target"], lift, TRAIL),
                equal=tuple(lift.passage(label, TRAIL) for label in rule["equal"]),
                place=lift.place(rule["written"]),
            )
            for rule in data["inhibitions"]
        ),
        time_intervals=(),
        templates=(),
        secrets=(),
        place=lift.place(data["written"]),
        resolve_timeout_s=data["resolve_timeout_s"],
        expected=tuple(
            ExpectedRoute(
                labels={name: text["text"] for name, text in each["labels"].items()},
                receivers=tuple(text["text"] for text in each["receivers"]),
                place=lift.place(each["written"]),
            )
            for each in data["expected"]
        ),
    )


def _receivers(route: Plain) -> Iterator[Plain]:
    yield route["receiver"]
    for below in route["routes"]:
        yield from _receivers(below)


def _receiver(data: Plain, lift: SourceLift) -> Receiver:
    trail = (*TRAIL, f"receiver {data['name']['text']}")
    return Receiver(
        name=lift.passage(data["name"], trail),
        integrations=tuple(
            Integration(
                kind=each["kind"],
                secrets=(),
                texts=tuple(
                    Passage(value, lift.place(each["written"]), trail)
                    for value in each["fields"].values()
                    if isinstance(value, str)
                ),
                send_resolved=each["fields"].get("send_resolved"),
                place=lift.place(each["written"]),
                fields=each["fields"],
                since=each["since"],
            )
            for each in data["notifiers"]
        ),
        place=lift.place(data["written"]),
    )


def _route(data: Plain, lift: SourceLift, trail: Trail) -> Route:
    here = (*trail, f"route {data['receiver']['name']['text']}")
    grouped = data["group_by"]
    return Route(
        receiver=lift.passage(data["receiver"]["name"], here),
        matchers=_matchers(data["matchers"], lift, here),
        group_by=None if grouped is None else tuple(lift.passage(label, here) for label in grouped),
        group_wait_s=data["group_wait_s"],
        group_interval_s=data["group_interval_s"],
        repeat_interval_s=data["repeat_interval_s"],
        goes_on=data["goes_on"],
        mute_intervals=(),
        active_intervals=(),
        routes=tuple(_route(below, lift, here) for below in data["routes"]),
        place=lift.place(data["written"]),
        trail=here,
    )


def _matchers(found: list[Plain], lift: SourceLift, trail: Trail) -> tuple[AlertMatcher, ...]:
    return tuple(
        AlertMatcher(
            each["label"],
            each["operator"],
            each["value"]["text"],
            lift.passage(each["value"], trail),
        )
        for each in found
    )
