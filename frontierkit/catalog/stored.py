"""A series as it is stored, and what a selector's matchers leave of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family, Role
from frontierkit.catalog.scraped import NAME
from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import Label, Labels, MatchOp, Presence, Values, restrict
from frontierkit.model.scrape import ScrapeJob


class Condition(NamedTuple):
    """A matcher whose value is known."""

    label: str
    op: MatchOp
    value: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One origin of a series: the family that it belongs to, and the job that scrapes it.

    `labels` are as stored, without the name. `job` is None where the scrape configuration is not
    known, and for what rules write. `optional`: the series may be missing in a healthy system.
    """

    name: str
    family: Family
    role: Role
    exporter: ExporterCatalog
    job: ScrapeJob | None
    labels: Labels
    optional: bool


def matches(stored: Stored, conditions: Iterable[Condition]) -> Stored | None:
    """Return an origin with its labels restricted by matchers; None if they never admit it."""
    left = restricted(stored.name, stored.labels, conditions)
    return None if left is None else replace(stored, labels=left)


def restricted(name: str | None, labels: Labels, conditions: Iterable[Condition]) -> Labels | None:
    """Return labels restricted by matchers, one of which may be about the name, where known."""
    named = Label(Presence.ALWAYS) if name is None else Label(Presence.ALWAYS, Values.of(name))
    for condition in conditions:
        if condition.label == NAME:
            after = restrict(named, condition.op, condition.value)
            named = after or named
        else:
            after = restrict(labels.get(condition.label), condition.op, condition.value)
            labels = labels if after is None else labels.with_label(condition.label, after)
        if after is None:
            return None
    return labels
