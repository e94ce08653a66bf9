"""Alertmanager: who is told of which alert, how often, and which alerts silence others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from frontierkit.authoring.receivers import Notifier
from frontierkit.authoring.refuse import label_set, name_of, positive_seconds, refuse, seconds
from frontierkit.authoring.written import Text, Written, here
from frontierkit.dataclass import dataclass

_OPERATOR = re.compile(r"(=~|!~|!=)")


@dataclass(frozen=True, slots=True, eq=False)
class Matcher:
    """One condition on a label: `operator` is `=`, `!=`, `=~` or `!~`."""

    label: str
    operator: str
    value: Text


@dataclass(frozen=True, slots=True, eq=False)
class Receiver:
    """Somebody who is notified, in several ways; in none: nobody, on purpose."""

    name: Text
    notifiers: tuple[Notifier, ...]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Which alerts go to a receiver. Durations are in seconds; None: as the route above."""

    receiver: Receiver
    matchers: tuple[Matcher, ...]
    group_by: tuple[Text, ...] | None
    group_wait_s: float | None
    group_interval_s: float | None
    repeat_interval_s: float | None
    goes_on: bool
    routes: tuple[Route, ...]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Inhibition:
    """While alerts of `source` fire, those of `target` that agree on `equal` are silent."""

    source: tuple[Matcher, ...]
    target: tuple[Matcher, ...]
    equal: tuple[Text, ...]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """An alert with these labels reaches these receivers, and nobody else."""

    labels: Mapping[str, Text]
    receivers: tuple[Text, ...]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Alertmanager:
    """The whole configuration of Alertmanager. `resolve_timeout_s` is in seconds."""

    route: Route
    inhibitions: tuple[Inhibition, ...]
    expected: tuple[Expected, ...]
    resolve_timeout_s: float
    written: Written


def receiver(name: str, *notifiers: Notifier) -> Receiver:
    """Name somebody who is notified; without a way to do so, nobody is, on purpose.

    Raises: SourceError, for an empty name, or what is no notifier.

    Example:
        >>> from frontierkit.authoring import slack
        >>> receiver("chat", slack("#llm")).name
        'chat'
    """
    name_of(name, "the name of a receiver")
    for each in notifiers:
        if not isinstance(each, Notifier):
            raise refuse(
                f"receiver `{name}` notifies by {each!r}",
                "write `slack(…)`, `email(…)`, `webhook(…)`, `pagerduty(…)`, `telegram(…)`…",
            )
    return Receiver(Text.at(name, here()), notifiers, here())


def route(
    to: Receiver,
    *routes: Route,
    when: Mapping[str, str] | None = None,
    group_by: Sequence[str] | None = None,
    group_wait: str | None = None,
    group_interval: str | None = None,
    repeat_interval: str | None = None,
    goes_on: bool = False,
) -> Route:
    """Send alerts whose labels are as `when` says to a receiver, unless one of `routes` takes them.

    `when` maps a label to its value, or to a condition: `=~a|b`, `!=a`, `!~a.*`. `goes_on`: routes
    after this one are tried as well. Durations as Prometheus writes them; what is not given is as
    in the route above.

    Raises: SourceError, for what is no receiver, no route, no duration.

    Example:
        >>> pager, chat = receiver("pager"), receiver("chat")
        >>> tree = route(chat, route(pager, when={"severity": "critical"}))
        >>> [(m.label, m.operator, m.value) for m in tree.routes[0].matchers]
        [('severity', '=', 'critical')]
    """
    written = here()
    if not isinstance(to, Receiver):
        raise refuse(f"a route leads to a receiver, not to {to!r}", "make one: `receiver(…)`")
    for below in routes:
        if not isinstance(below, Route):
            raise refuse(f"below the route to `{to.name}` stands {below!r}", "write `route(…)`")
    what = f"of the route to `{to.name}`"
    return Route(
        to,
        _matchers(when, what, written),
        None if group_by is None else tuple(Text.at(each, written) for each in group_by),
        None if group_wait is None else seconds(group_wait, f"`group_wait` {what}"),
        None if group_interval is None else positive_seconds(group_interval, f"interval {what}"),
        None if repeat_interval is None else positive_seconds(repeat_interval, f"repeat {what}"),
        goes_on,
        routes,
        written,
    )


def inhibit(
    *, source: Mapping[str, str], target: Mapping[str, str], equal: Sequence[str]
) -> Inhibition:
    """Silence the alerts of `target` while one of `source` fires that agrees on the labels `equal`.

    Raises: SourceError, without labels to agree on: then everything would silence everything.

    Example:
        >>> rule = inhibit(source={"severity": "critical"}, target={"severity": "warning"},
        ...                equal=["engine"])
        >>> rule.equal
        ('engine',)
    """
    written = here()
    if not equal or isinstance(equal, str):
        raise refuse(
            "an inhibition needs labels that both alerts agree on", 'as `equal=["engine"]`'
        )
    return Inhibition(
        _matchers(source, "of an inhibition", written),
        _matchers(target, "of an inhibition", written),
        tuple(Text.at(name_of(each, "a label"), written) for each in equal),
        written,
    )


def reaches(labels: Mapping[str, str], *receivers: Receiver) -> Expected:
    """Expect that an alert with these labels reaches these receivers; amtool decides.

    Raises: SourceError, without a receiver.

    Example:
        >>> reaches({"severity": "critical"}, receiver("pager")).receivers
        ('pager',)
    """
    written = here()
    if not receivers:
        raise refuse("an alert reaches somebody", "name the receivers that are expected")
    texts = {name: Text.at(value, written) for name, value in label_set(labels, "labels").items()}
    return Expected(texts, tuple(each.name for each in receivers), written)


def alertmanager(
    to: Receiver,
    *routes: Route,
    inhibitions: Sequence[Inhibition] = (),
    expect: Sequence[Expected] = (),
    group_by: Sequence[str] = ("alertname", "severity"),
    group_wait: str = "10s",
    group_interval: str = "10s",
    repeat_interval: str = "1h",
    resolve_timeout: str = "5m",
) -> Alertmanager:
    """Declare Alertmanager, once in a project: `to` gets what no other route takes.

    Alerts that agree on `group_by` are told together: `group_wait` after the first, then every
    `group_interval` if something changed, and every `repeat_interval` if nothing did. `expect` is
    tested with amtool at every build.

    Raises: SourceError, for what is no receiver, no route, no duration.

    Example:
        >>> chat, pager = receiver("chat"), receiver("pager")
        >>> told = alertmanager(chat, route(pager, when={"severity": "critical"}))
        >>> told.route.receiver.name
        'chat'
    """
    top = route(
        to,
        *routes,
        group_by=group_by,
        group_wait=group_wait,
        group_interval=group_interval,
        repeat_interval=repeat_interval,
    )
    return Alertmanager(
        top,
        tuple(inhibitions),
        tuple(expect),
        positive_seconds(resolve_timeout, "the resolve timeout"),
        here(),
    )


def _matchers(when: Mapping[str, str] | None, what: str, written: Written) -> tuple[Matcher, ...]:
    return tuple(
        _matcher(label, value, written)
        for label, value in label_set(when or {}, f"the conditions {what}").items()
    )


def _matcher(label: str, value: str, written: Written) -> Matcher:
    found = _OPERATOR.match(value)
    if found is None:
        return Matcher(label, "=", Text.at(value, written))
    return Matcher(label, found[1], Text.at(value[found.end() :], written))
