"""Alertmanager: where alerts are sent, and which of them silence others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.dataclass import dataclass, field
from frontierkit.model.location import Passage, Place


@dataclass(frozen=True, slots=True)
class AlertMatcher:
    """One condition on a label of an alert. `operator` is `=`, `!=`, `=~` or `!~`.

    `at` is the whole matcher as it was written, or the value where label and value are apart;
    `old`: it stands in `match` or `match_re`, which `matchers` replace.
    """

    label: str
    operator: str
    value: str
    at: Passage
    old: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A node of the routing tree. What it does not say it has from its parent. Seconds.

    `receiver` None: the parent's. `group_by` None: the parent's; `...` in it: every label.
    """

    receiver: Passage | None
    matchers: tuple[AlertMatcher, ...]
    group_by: tuple[Passage, ...] | None
    group_wait_s: float | None
    group_interval_s: float | None
    repeat_interval_s: float | None
    goes_on: bool
    mute_intervals: tuple[Passage, ...]
    active_intervals: tuple[Passage, ...]
    routes: tuple[Route, ...]
    place: Place
    trail: tuple[str, ...] = ()

    def all(self) -> Iterator[Route]:
        """Yield this route and every one below it, in the order in which they are tried."""
        yield self
        for route in self.routes:
            yield from route.all()


@dataclass(frozen=True, slots=True, eq=False)
class Integration:
    """One way in which a receiver notifies: `kind` is `slack`, `webhook`, `email`…

    `secrets` are the fields that hold a secret in the file itself; `texts` all other texts.
    `fields` are all that it is told, where it was declared in Python; `since` is then the first
    release of Alertmanager that knows them.
    """

    kind: str
    secrets: tuple[Passage, ...]
    texts: tuple[Passage, ...]
    send_resolved: bool | None
    place: Place
    fields: Mapping[str, object] = field(default_factory=dict)
    since: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Receiver:
    """Somebody who is notified; without integrations, nobody."""

    name: Passage
    integrations: tuple[Integration, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class InhibitRule:
    """While an alert that `source` takes fires, those that `target` takes are silent.

    Both must agree on the labels of `equal`.
    """

    source: tuple[AlertMatcher, ...]
    target: tuple[AlertMatcher, ...]
    equal: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedRoute:
    """An alert with these labels reaches these receivers."""

    labels: Mapping[str, str]
    receivers: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class AlertmanagerConfig:
    """What an `alertmanager.yml` says. `secrets` are those that `global` holds.

    `expected` and `resolve_timeout_s` are there where it was declared in Python.
    """

    route: Route | None
    receivers: tuple[Receiver, ...]
    inhibit_rules: tuple[InhibitRule, ...]
    time_intervals: tuple[Passage, ...]
    templates: tuple[Passage, ...]
    secrets: tuple[Passage, ...]
    place: Place
    resolve_timeout_s: float | None = None
    expected: tuple[ExpectedRoute, ...] = ()

    def receiver(self, name: str) -> Receiver | None:
        """Return the receiver called `name`."""
        return next((r for r in self.receivers if r.name.text == name), None)
