"""`absent`, `scalar`, `vector`: functions that turn on whether there is a result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis import interval
from frontierkit.analysis.labelsets import labels_of
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import Series, scalar, unlabelled
from frontierkit.labels import Label, Labels, Presence, Values
from frontierkit.promql import Node
from frontierkit.promql.nodes import Call, Matrix, Paren, Selector

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]
OPPOSITE = {
    Presence.ALWAYS: Presence.NEVER,
    Presence.MAYBE: Presence.MAYBE,
    Presence.NEVER: Presence.ALWAYS,
}


def _absent(call: Call, walk: Walk) -> Series:
    """`absent` is 1 where its argument is empty, labelled with what the selector asks for."""
    operand = walk.of(call.args[0])
    why = because_of_call(f"`{call.name}` is 1, or there is nothing", call)
    empty = OPPOSITE[operand.empty]
    return unlabelled(interval.ONE, why, "info")._replace(
        labels=_asked_for(call, walk),
        empty=empty,
        why_empty=operand.why_empty or why if empty is not Presence.MAYBE else None,
    )


def _asked_for(call: Call, walk: Walk) -> Labels:
    """Return the labels that equality matchers of the argument fix, each of which occurs once."""
    why = because_of_call(
        f"`{call.name}` has only the labels that its selector sets with `=`", call
    )
    selector = _selector(call.args[0])
    if selector is None:
        none = because_of_call(f"`{call.name}` of what is no selector has no labels", call)
        return labels_of({}, Presence.NEVER, none)
    sure = not isinstance(call.args[0], Paren)
    named: dict[str, Label] = {}
    fixed: set[str] = set()
    for matcher in selector.matchers:
        if matcher.name == "__name__":
            continue
        if matcher.op is None:
            return labels_of({}, Presence.MAYBE)
        # The first `=` counts, unless any other matcher of the same label comes after it; one
        # that comes before it takes it away in some builds of Prometheus.
        first = matcher.op == "=" and matcher.name not in fixed
        if first:
            fixed.add(matcher.name)
        if first and matcher.value:
            named[matcher.name] = _fixed(matcher.value, sure and matcher.name not in named, walk)
        else:
            named[matcher.name] = Label(Presence.NEVER, why=why)
    return labels_of(named, Presence.NEVER, why)


def _fixed(value: str, sure: bool, walk: Walk) -> Label:
    if walk.scope.has_variables and ("$" in value or "[[" in value):
        choices = walk.scope.choices(value, "=")
        if choices is None:
            return Label(Presence.MAYBE)
        presence = Presence.ALWAYS if sure and "" not in choices else Presence.MAYBE
        return Label(presence, Values.of(*choices))
    return Label(Presence.ALWAYS if sure else Presence.MAYBE, Values.of(value))


def _selector(node: Node) -> Selector | None:
    while isinstance(node, Paren):
        node = node.expr
    if isinstance(node, Matrix):
        node = node.selector
    return node if isinstance(node, Selector) else None


def _scalar(call: Call, walk: Walk) -> Series:
    """`scalar` of one series is its value, of none or several NaN."""
    operand = walk.of(call.args[0])
    if operand.empty is Presence.ALWAYS:
        why = because_of_call("`scalar` of nothing is NaN", call)
        return scalar(interval.NOTHING_BUT_NAN, why, operand.unit)
    one = operand.empty is Presence.NEVER and operand.labels.closed and _single(operand)
    found = scalar(operand.range.or_nan(not one), operand.why_range, operand.unit)
    return found._replace(why_unit=operand.why_unit, origins=operand.origins)


def _single(operand: Series) -> bool:
    """Return whether there is exactly one series: nothing could tell two apart."""
    return not operand.labels.possible() and operand.names == frozenset(("",))


def _vector(call: Call, walk: Walk) -> Series:
    """`vector` is one series without labels, and always there."""
    operand = walk.of(call.args[0])
    why = because_of_call("`vector` has no labels", call)
    type = "timestamp" if operand.type == "timestamp" else "gauge"
    return unlabelled(operand.range, why, type)._replace(
        unit=operand.unit,
        empty=Presence.NEVER,
        why_range=operand.why_range,
    )


PRESENCE: dict[str, FunctionTransfer] = {
    "absent": _absent,
    "absent_over_time": _absent,
    "scalar": _scalar,
    "vector": _vector,
}
