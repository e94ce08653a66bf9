"""`label_replace` and `label_join`: what they make of a label, as far as its sources are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING

from frontierkit.analysis.labelsets import join_label, set_labels
from frontierkit.analysis.reasons import because_of_call
from frontierkit.analysis.series import Series, each_branch
from frontierkit.catalog.template import REFERENCE, UnreadableStep, captured, expand
from frontierkit.dataclass import dataclass
from frontierkit.labels import ANY_VALUE, Label, Presence, Reason, Values, restrict
from frontierkit.promql.nodes import Call, String

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]
MOST_VALUES = 64
"""From how many values on a label's values are not worked out one by one."""
WHOLE = frozenset(("(.*)", "(.+)"))
FIRST_GROUP = frozenset(("$1", "${1}"))
VARIABLE = re.compile(r"\$\{?[A-Za-z_]|\[\[")
OPEN = Label(Presence.MAYBE)


@dataclass(frozen=True, slots=True)
class Replacement:
    """The arguments of `label_replace`."""

    target: str
    template: str
    source: str
    regex: str
    why: Reason


def _label_replace(call: Call, walk: Walk) -> Series:
    operand = walk.of(call.args[0])
    texts = _texts(call, 1, walk)
    if texts is None or len(texts) != 4:
        return _open(call, operand, walk)
    why = because_of_call(f"`label_replace` sets `{texts[0]}`", call)
    step = Replacement(*texts, why)
    return each_branch(operand, lambda side: _set(side, step.target, _replaced(side, step)))


def _label_join(call: Call, walk: Walk) -> Series:
    operand = walk.of(call.args[0])
    texts = _texts(call, 1, walk)
    if texts is None or len(texts) < 2:
        return _open(call, operand, walk)
    target, separator, *sources = texts
    why = because_of_call(f"`label_join` sets `{target}`", call)

    def change(side: Series) -> Series:
        return _set(side, target, _joined(side, separator, sources, why))

    return each_branch(operand, change)


def _replaced(side: Series, step: Replacement) -> Label:
    """Return what `label_replace` makes of its target: changed where the regex matches."""
    source = side.label(step.source) if step.source else Label(Presence.NEVER)
    before = side.label(step.target)
    matching = restrict(source, "=~", step.regex)
    if matching is None:
        return before
    changed = _image(matching, step)
    if restrict(source, "!~", step.regex) is None:
        return changed
    return join_label(before, changed)


def _image(source: Label, step: Replacement) -> Label:
    """Return the target's label where the regex matches the source."""
    template = step.template
    if "$" not in template:
        return _label(frozenset((template,)), step.why)
    values = _candidates(source)
    if values is not None and len(values) <= MOST_VALUES:
        try:
            return _label(frozenset(_expanded(step, value) for value in values), step.why)
        except UnreadableStep:
            return _shaped(template, step.why)
    if step.regex in WHOLE and template in FIRST_GROUP:
        return Label(source.presence, source.values, step.why)
    return _shaped(template, step.why)


def _expanded(step: Replacement, value: str) -> str:
    match = captured(step.regex, value)
    return "" if match is None else expand(step.template, match)


def _shaped(template: str, why: Reason) -> Label:
    """Return the label that a template makes of who knows what: never empty if it has a text."""
    text = REFERENCE.sub("", template)
    return Label(Presence.ALWAYS if text else Presence.MAYBE, ANY_VALUE, why)


def _joined(side: Series, separator: str, sources: list[str], why: Reason) -> Label:
    """Return the values of the sources with the separator in between."""
    labels = [side.label(source) for source in sources]
    candidates = [_candidates(label) for label in labels]
    number = 1
    for values in candidates:
        number *= MOST_VALUES + 1 if values is None else max(len(values), 1)
    if number <= MOST_VALUES:
        known = [sorted(values) for values in candidates if values is not None]
        return _label(frozenset(separator.join(parts) for parts in product(*known)), why)
    filled = any(label.presence is Presence.ALWAYS for label in labels)
    sure = filled or (separator != "" and len(sources) > 1)
    return Label(Presence.ALWAYS if sure else Presence.MAYBE, ANY_VALUE, why)


def _candidates(label: Label) -> frozenset[str] | None:
    """Return all values of a label, "" where it may be absent; None if they are not known."""
    if label.presence is Presence.NEVER:
        return frozenset(("",))
    if label.values.finite is None:
        return None
    absent = label.presence is Presence.MAYBE
    return label.values.finite | {""} if absent else label.values.finite


def _label(values: frozenset[str], why: Reason) -> Label:
    """Return the label that has one of these values; an empty one is no label."""
    if values == frozenset(("",)):
        return Label(Presence.NEVER, ANY_VALUE, why)
    presence = Presence.MAYBE if "" in values else Presence.ALWAYS
    return Label(presence, Values(values - {""}), why)


def _set(side: Series, target: str, label: Label) -> Series:
    """Return a series with one label set; the metric's name is one, too."""
    if target == "__name__":
        names = _candidates(label)
        return side._replace(names=names, alternatives=())
    return side._replace(labels=set_labels(side.labels, {target: label}), alternatives=())


def _open(call: Call, operand: Series, walk: Walk) -> Series:
    """Return a series of which a variable decides what is set, if not which label."""
    target = call.args[1] if len(call.args) > 1 else None
    known = isinstance(target, String) and not _variable(target.value, walk)
    if isinstance(target, String) and known:
        return each_branch(operand, lambda side: _set(side, target.value, OPEN))
    return Series(type=operand.type, unit=operand.unit, range=operand.range, empty=operand.empty)


def _texts(call: Call, first: int, walk: Walk) -> tuple[str, ...] | None:
    """Return the arguments that are texts; None if one has a variable or is no text."""
    texts = [arg.value for arg in call.args[first:] if isinstance(arg, String)]
    if len(texts) < len(call.args) - first or any(_variable(text, walk) for text in texts):
        return None
    return tuple(texts)


def _variable(text: str, walk: Walk) -> bool:
    """Return whether a text has a variable of the dashboard, rather than a group of a regex."""
    return walk.scope.has_variables and VARIABLE.search(text) is not None


RELABELLING: dict[str, FunctionTransfer] = {
    "label_replace": _label_replace,
    "label_join": _label_join,
}
