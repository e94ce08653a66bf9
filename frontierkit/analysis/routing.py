"""Where Alertmanager sends alerts of whose labels only some things are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Labels, MatchOp, restrict
from frontierkit.model.alertmanager import AlertMatcher, Receiver, Route

OPPOSITE: dict[str, MatchOp] = {"=": "!=", "!=": "=", "=~": "!~", "!~": "=~"}
MOST_STATES = (16, 4)
"""How many cases are followed one by one at each depth of the tree; below that, one."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A route, and the receiver and grouping that it has of its own or from above."""

    route: Route
    receiver: str
    above: tuple[Step, ...]

    @property
    def matchers(self) -> tuple[AlertMatcher, ...]:
        """All conditions on the way to this route."""
        return tuple(m for step in (*self.above, self) for m in step.route.matchers)


@dataclass(frozen=True, slots=True, eq=False)
class Arrival:
    """An alert may be handled at `step`; its labels are then known to be `labels`."""

    step: Step
    labels: Labels


def admitted(labels: Labels, matchers: Iterable[AlertMatcher]) -> Labels | None:
    """Return what is known of labels that pass all matchers; None if none of them does."""
    for matcher in matchers:
        left = _restricted(labels, matcher, cast(MatchOp, matcher.operator))
        if left is None:
            return None
        labels = left
    return labels


def refused(labels: Labels, matchers: tuple[AlertMatcher, ...]) -> Labels | None:
    """Return what is known of labels that fail a matcher; None if all pass all of them."""
    failing = [(m, left) for m in matchers if (left := _negated(labels, m)) is not None]
    if not failing:
        return None
    # Of several conditions it is not known which one failed.
    return failing[0][1] if len(failing) == 1 else labels


def arrivals(root: Route, labels: Labels) -> tuple[Arrival, ...]:
    """Return every route at which an alert with such labels may be handled.

    The first of the routes below that takes an alert decides, and those after it only if it says
    `continue`; what none of them takes is handled by the route itself.
    """
    return tuple(_arrivals(_step(root, ()), labels))


def silent(receiver: Receiver | None) -> bool:
    """Return whether a receiver notifies nobody."""
    return receiver is not None and not receiver.integrations


def _step(route: Route, above: tuple[Step, ...]) -> Step:
    name = route.receiver.text if route.receiver is not None else ""
    return Step(route, name or (above[-1].receiver if above else ""), above)


def _arrivals(step: Step, labels: Labels) -> Iterator[Arrival]:
    """Yield where labels end that `step` takes."""
    # Each state is what may be known when the next route is tried, and whether one took it.
    states: list[tuple[Labels, bool]] = [(labels, False)]
    most = MOST_STATES[len(step.above)] if len(step.above) < len(MOST_STATES) else 1
    for route in step.route.routes:
        child = _step(route, (*step.above, step))
        left: list[tuple[Labels, bool]] = []
        entered: set[int] = set()
        for known, taken in states:
            inside = admitted(known, route.matchers)
            outside = refused(known, route.matchers)
            if inside is not None:
                if id(known) not in entered:
                    entered.add(id(known))
                    yield from _arrivals(child, inside)
                if route.goes_on:
                    left.append((inside, True))
            if outside is not None:
                left.append((outside, taken))
        states = left if len(left) <= most else _merged(left, labels)
    yield from (Arrival(step, known) for known, taken in states if not taken)


def _merged(states: list[tuple[Labels, bool]], labels: Labels) -> list[tuple[Labels, bool]]:
    return [(labels, taken) for taken in sorted({taken for _, taken in states})]


def _negated(labels: Labels, matcher: AlertMatcher) -> Labels | None:
    return _restricted(labels, matcher, OPPOSITE[matcher.operator])


def _restricted(labels: Labels, matcher: AlertMatcher, op: MatchOp) -> Labels | None:
    before: Label = labels.get(matcher.label)
    after = restrict(before, op, matcher.value)
    if after is None:
        return None
    return labels if after is before else labels.with_label(matcher.label, after)
