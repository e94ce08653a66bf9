"""What operations make of the labels of a series: kept, dropped, joined, matched."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from frontierkit.labels import (
    ANY_VALUE,
    Label,
    Labels,
    MatchOp,
    Presence,
    Reason,
    Values,
    restrict,
)

NEVER, MAYBE, ALWAYS = Presence.NEVER, Presence.MAYBE, Presence.ALWAYS


def labels_of(
    named: dict[str, Label], others: Presence = MAYBE, why_others: Reason | None = None
) -> Labels:
    """Return labels that own `named`, which nobody changes from now on."""
    return Labels(MappingProxyType(named), others, why_others)


def no_labels(why: Reason | None = None) -> Labels:
    """Return the labels of a series that has none."""
    return labels_of({}, NEVER, why)


UNKNOWN_LABELS = labels_of({})
NO_LABELS = no_labels()


def keep(labels: Labels, names: Iterable[str], why: Reason) -> Labels:
    """Return `labels` where only `names` are left; `why` says what took the others away.

    The metric's name is no matter of labels here: `Series.names` tells of it.

    What was sure never to be there keeps its own reason: nobody can lose what he never had.
    """
    kept = frozenset(names) - {"__name__"}
    gone = Label(NEVER, ANY_VALUE, why)
    named = {
        name: label if name in kept or label.presence is NEVER else gone
        for name, label in labels.named.items()
    }
    for name in kept:
        if name not in named:
            named[name] = labels.get(name)
    return labels_of(named, NEVER, labels.why_others if labels.closed else why)


def drop(labels: Labels, names: Iterable[str], why: Reason) -> Labels:
    """Return `labels` without `names`."""
    lost = [name for name in names if labels.get(name).presence is not NEVER]
    if not lost:
        return labels
    gone = Label(NEVER, ANY_VALUE, why)
    named = {**labels.named, **dict.fromkeys(lost, gone)}
    return labels_of(named, labels.others, labels.why_others)


def set_labels(labels: Labels, changed: dict[str, Label]) -> Labels:
    """Return `labels` where some are known anew."""
    return labels_of({**labels.named, **changed}, labels.others, labels.why_others)


def join(a: Labels, b: Labels) -> Labels:
    """Return what is known of labels that are those of `a` or those of `b`."""
    if a is b:
        return a
    names = {**a.named, **b.named}
    named = {name: join_label(a.get(name), b.get(name)) for name in names}
    if a.closed and b.closed:
        return labels_of(named, NEVER, a.why_others)
    return labels_of(named)


def join_label(a: Label, b: Label) -> Label:
    """Return what is known of a label that is `a` or `b`."""
    if a == b:
        return a
    if a.presence is NEVER or b.presence is NEVER:
        there, gone = (b, a) if a.presence is NEVER else (a, b)
        presence = NEVER if there.presence is NEVER else MAYBE
        return Label(presence, there.values, a.why if presence is NEVER else gone.why)
    return Label(min(a.presence, b.presence), a.values.union(b.values), a.why or b.why)


def meet(a: Labels, b: Labels, names: Iterable[str]) -> Labels:
    """Return `a` where the labels `names` are known to equal those of `b`."""
    changed: dict[str, Label] = {}
    for name in names:
        mine = a.get(name)
        both = meet_label(mine, b.get(name))
        if both is not mine:
            changed[name] = both
    return set_labels(a, changed) if changed else a


def meet_label(a: Label, b: Label) -> Label:
    """Return what is known of a label that is as `a` and as `b` say; `a` where they differ."""
    if a.presence is NEVER or b.presence is NEVER:
        if a.presence is NEVER:
            return a
        return b if a.presence is MAYBE else a
    values = common(a.values, b.values)
    presence = max(a.presence, b.presence)
    if values.impossible:
        return a
    if presence is a.presence and values is a.values:
        return a
    return Label(presence, values, a.why if presence is a.presence else b.why)


def common(a: Values, b: Values) -> Values:
    """Return the values that are in both; `a` itself where `b` adds nothing."""
    if a == b or b == ANY_VALUE:
        return a
    if b.finite is not None:
        left = frozenset(value for value in b.finite if _left(a, "=", value) is not None)
        return a if left == a.finite else Values(left)
    found: Values | None = a
    for pattern in sorted(b.patterns):
        found = None if found is None else _left(found, "=~", pattern)
    for value in sorted(b.excluded):
        found = None if found is None else _left(found, "!=", value)
    return Values.of() if found is None else a if found == a else found


def _left(values: Values, op: MatchOp, operand: str) -> Values | None:
    """Return the values that a comparison lets through; None if there are none."""
    left = restrict(Label(ALWAYS, values), op, operand)
    return None if left is None else left.values


def equal_never(a: Label, b: Label) -> bool:
    """Return whether the two can never be equal; an absent label equals an absent one."""
    if a.presence is not ALWAYS and b.presence is not ALWAYS:
        return False
    if a.presence is NEVER or b.presence is NEVER:
        return True
    return common(a.values, b.values).impossible
