"""`info()`: a series with the labels of the info metrics of its target."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from frontierkit.analysis.labelsets import labels_of
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import Series, each_branch
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason
from frontierkit.promql import Node
from frontierkit.promql.nodes import Call, Matcher, Selector

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]
IDENTIFYING = frozenset(("instance", "job"))
"""Labels by which a series finds the info metrics of its target."""


def _info(call: Call, walk: Walk) -> Series:
    """`info(v, {…})` adds labels, and drops what has no info metric if a matcher insists."""
    asked = _matchers(call.args[1]) if len(call.args) > 1 else ()
    names = [matcher.name for matcher in asked if matcher.name != "__name__"]
    why = because_of_call("`info` may add it", call)

    def change(side: Series) -> Series:
        empty = Presence.MAYBE if side.empty is Presence.NEVER else side.empty
        labels = _enriched(side.labels, names, why)
        return side._replace(labels=labels, empty=empty, alternatives=())

    return each_branch(walk.of(call.args[0]), change)


def _matchers(node: Node) -> tuple[Matcher, ...]:
    return tuple(node.matchers) if isinstance(node, Selector) else ()


def _enriched(labels: Labels, names: list[str], why: Reason) -> Labels:
    """Return labels with any that info metrics may have, or only those asked for."""
    if all(labels.get(name).presence is Presence.NEVER for name in IDENTIFYING):
        return labels  # nothing leads to an info metric
    added = {
        name: label if label.presence is Presence.ALWAYS else Label(Presence.MAYBE, ANY_VALUE, why)
        for name, label in labels.named.items()
        if not names or name in names
    }
    for name in names:
        if name not in labels.named:
            added[name] = Label(Presence.MAYBE, ANY_VALUE, why)
    if names:
        return labels_of({**labels.named, **added}, labels.others, labels.why_others)
    return labels_of({**labels.named, **added})


INFOS: dict[str, FunctionTransfer] = {"info": _info}
