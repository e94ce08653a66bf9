"""`alertmanager.yml`: routes, receivers, inhibitions. Secrets are files that it only names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.emit.durations import duration
from frontierkit.model.alertmanager import (
    AlertmanagerConfig,
    AlertMatcher,
    InhibitRule,
    Receiver,
    Route,
)
from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_yaml

PATH = PurePosixPath("alertmanager/alertmanager.yml")
Plain = dict[str, object]


def alertmanager_files(project: Project) -> Iterator[OutputFile]:
    """Yield the configuration of Alertmanager, if one is declared."""
    for config in project.alertmanagers:
        yield OutputFile(PATH, as_yaml(_config(config)), str(config.place))


def _config(config: AlertmanagerConfig) -> Plain:
    plain: Plain = {}
    if config.resolve_timeout_s is not None:
        plain["global"] = {"resolve_timeout": duration(config.resolve_timeout_s)}
    if config.route is not None:
        plain["route"] = _route(config.route)
    plain["receivers"] = [_receiver(receiver) for receiver in config.receivers]
    if config.inhibit_rules:
        plain["inhibit_rules"] = [_inhibition(rule) for rule in config.inhibit_rules]
    return plain


def _route(route: Route) -> Plain:
    plain: Plain = {}
    if route.receiver is not None:
        plain["receiver"] = route.receiver.text
    if route.matchers:
        plain["matchers"] = _matchers(route.matchers)
    if route.group_by is not None:
        plain["group_by"] = [label.text for label in route.group_by]
    for key, seconds in (
        ("group_wait", route.group_wait_s),
        ("group_interval", route.group_interval_s),
        ("repeat_interval", route.repeat_interval_s),
    ):
        if seconds is not None:
            plain[key] = duration(seconds)
    if route.goes_on:
        plain["continue"] = True
    if route.routes:
        plain["routes"] = [_route(below) for below in route.routes]
    return plain


def _receiver(receiver: Receiver) -> Plain:
    plain: Plain = {"name": receiver.name.text}
    for kind in dict.fromkeys(each.kind for each in receiver.integrations):
        plain[f"{kind}_configs"] = [
            dict(each.fields) for each in receiver.integrations if each.kind == kind
        ]
    return plain


def _inhibition(rule: InhibitRule) -> Plain:
    return {
        "source_matchers": _matchers(rule.source),
        "target_matchers": _matchers(rule.target),
        "equal": [label.text for label in rule.equal],
    }


def _matchers(matchers: tuple[AlertMatcher, ...]) -> list[str]:
    return [f"{each.label}{each.operator}{_quoted(each.value)}" for each in matchers]


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
