"""Prometheus rules: what is recorded and what is alerted on, and the tests of both."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.dataclass import dataclass, field
from frontierkit.model.location import Passage, Place
from frontierkit.model.query import Query


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A recording or alerting rule. Durations are in seconds."""

    name: Passage
    alerting: bool
    query: Query
    labels: Mapping[str, Passage]
    annotations: Mapping[str, Passage]
    for_s: float | None
    keep_firing_for_s: float | None
    group: RuleGroup
    index: int
    place: Place
    trail: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class RuleGroup:
    """Rules that Prometheus evaluates one after the other. `interval_s` None: the global one.

    Filled once by the loader, since rules and group refer to each other; not changed afterwards.
    """

    name: Passage
    path: str
    interval_s: float | None
    query_offset_s: float | None
    limit: int | None
    labels: Mapping[str, Passage]
    place: Place
    rules: tuple[Rule, ...] = ()
    trail: tuple[str, ...] = ()
    metricsql: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class InputSeries:
    """A series of a rule test: PromQL selector and promtool's notation of values."""

    series: Passage
    values: str


@dataclass(frozen=True, slots=True, eq=False)
class ExpectedAlert:
    """At `at_s` seconds the alert fires with exactly these instances; none: it is quiet."""

    alert: Passage
    at_s: float
    instances: tuple[tuple[Mapping[str, str], Mapping[str, str]], ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class RuleTest:
    """One scenario, in which alerts are expected to fire or to be quiet."""

    name: str
    interval_s: float
    inputs: tuple[InputSeries, ...]
    alerts: tuple[ExpectedAlert, ...]
    place: Place
    trail: tuple[str, ...] = ()
    external_labels: Mapping[str, str] = field(default_factory=dict)
    rule_files: tuple[str, ...] = ()
