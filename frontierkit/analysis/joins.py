"""What arithmetic and comparisons between two vectors make of them."""

from __future__ import annotations

from functools import reduce

from frontierkit.analysis import interval
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.labelsets import drop, join, keep, set_labels
from frontierkit.analysis.matching import (
    Clause,
    clause_of,
    equal_labels,
    matches_surely,
    mismatch,
)
from frontierkit.analysis.quantities import computed
from frontierkit.analysis.ranges import FLIPPED, narrow, truth
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.analysis.series import NAMELESS, Series, either, nameless, nothing
from frontierkit.analysis.shares import SeriesOf, share
from frontierkit.dataclass import replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason
from frontierkit.promql.nodes import Binary
from frontierkit.text import listed


def matched(node: Binary, left: Series, right: Series, series_of: SeriesOf) -> Series:
    """Return what an operator between two vectors is."""
    if not left.alternatives or node.fill:
        return _matched(node, left, right, series_of)
    sides = (_matched(node, side, right, series_of) for side in left.alternatives)
    return reduce(either, sides)


def _matched(node: Binary, left: Series, right: Series, series_of: SeriesOf) -> Series:
    clause = clause_of(node)
    if node.fill:
        return _filled(node, clause, left, right)
    found = _result(node, left, right, _labels(node, clause, left, right))
    if node.op == "/":
        found = _at_most_whole(node, found, series_of)
    found = found._replace(names=_names(node, clause, left, right))
    for side in (left, right):
        if side.empty is Presence.ALWAYS:
            why = side.why_empty or because_of_operator("one side is always empty", node)
            return nothing(found, why)
    apart = mismatch(clause, left, right)
    if apart is not None:
        return nothing(found, because_of_operator(f"the sides never match: {apart}", node))
    if found.empty is Presence.ALWAYS:
        return found
    sure = left.empty is right.empty is Presence.NEVER and matches_surely(clause, left, right)
    holds = node.op not in FLIPPED or node.bool_modifier or _holds(node, left, right)
    native = left.maybe_native or right.maybe_native
    empty = Presence.NEVER if sure and holds and not native else Presence.MAYBE
    return found._replace(empty=empty)


def _holds(node: Binary, left: Series, right: Series) -> bool:
    return truth(node.op, left.range, right.range) is Presence.ALWAYS


def _result(node: Binary, left: Series, right: Series, labels: Labels) -> Series:
    """Return the values of an operator between two vectors, with labels worked out before."""
    if node.op not in FLIPPED:
        return _calculated(node, left, right, labels)
    if node.bool_modifier:
        why = because_of_operator("a comparison with `bool` is 0 or 1", node)
        range = _truth_range(truth(node.op, left.range, right.range))
        return Series(type="bool", labels=labels, range=range, origins=left.origins, why_range=why)
    kept = left._replace(labels=labels, alternatives=(), empty=Presence.MAYBE)
    native = left.maybe_native and right.maybe_native and node.op in ("==", "!=")
    if truth(node.op, left.range, right.range) is Presence.NEVER and not native:
        text = f"`{node.op}` never holds between {left.range} and {right.range}"
        return nothing(kept, because_of_operator(text, node))
    range = narrow(node.op, left.range, right.range)
    if range == left.range:
        return kept
    why = because_of_operator(f"`{node.op}` lets nothing else through", node)
    return kept._replace(range=range, why_range=why)


def _calculated(node: Binary, left: Series, right: Series, labels: Labels) -> Series:
    quantity = computed(node, left, right)
    return Series(
        type=quantity.type,
        unit=quantity.unit,
        labels=labels,
        range=quantity.range,
        origins=_origins(left, right),
        observed=left.observed if quantity.type == left.type else None,
        why_unit=quantity.why_unit,
        why_range=quantity.why_range,
    )


def _at_most_whole(node: Binary, found: Series, series_of: SeriesOf) -> Series:
    """Return a quotient with the bounds of a part over its whole, if it is one."""
    part = share(node, series_of)
    if part is None:
        return found
    why = because_of_operator(part.why, node)
    return found._replace(range=found.range.meet(part.range), why_range=why)


def _origins(left: Series, right: Series) -> tuple:  # type: ignore[type-arg]
    if not left.origins or not right.origins:
        return ()
    return (*left.origins, *(origin for origin in right.origins if origin not in left.origins))


def _truth_range(always: Presence) -> Interval:
    if always is Presence.MAYBE:
        return interval.ZERO_OR_ONE
    return interval.ONE if always is Presence.ALWAYS else Interval.only(0.0)


def _labels(node: Binary, clause: Clause, left: Series, right: Series) -> Labels:
    """Return the labels of a match: those of the many side, or what both sides agree on."""
    many, one = _sides(clause, left, right)
    if clause.open:
        return _open_labels(many.labels)
    met = equal_labels(clause, many.labels, one.labels, node)
    if clause.card == "one-to-one":
        return _one_to_one(node, clause, met)
    return _included(node, clause, met, one)


def _one_to_one(node: Binary, clause: Clause, labels: Labels) -> Labels:
    if clause.on:
        only = f"keeps only {listed(clause.names)}" if clause.names else "keeps no labels"
        why = because_of_operator(f"a match one-to-one `on` labels {only}", node)
        return keep(labels, clause.names, why)
    why = because_of_operator(f"`ignoring` drops {listed(clause.names)}", node)
    return drop(labels, clause.names, why)


def _included(node: Binary, clause: Clause, labels: Labels, one: Series) -> Labels:
    """Return labels with those that `group_left` takes over from the one side."""
    if not clause.include:
        return labels
    changed = {name: _taken(node, name, one) for name in clause.include if name != "__name__"}
    return set_labels(labels, changed)


def _taken(node: Binary, name: str, one: Series) -> Label:
    label = one.labels.get(name)
    if label.presence is not Presence.NEVER:
        return label
    text = f"`{name}` is taken from the one side, which does not have it"
    return Label(Presence.NEVER, ANY_VALUE, _because(text, node, label.why))


def _because(text: str, node: Binary, deeper: Reason | None) -> Reason:
    return deeper if deeper is not None else because_of_operator(text, node)


def _open_labels(labels: Labels) -> Labels:
    """Return labels of which a variable may drop or set any."""
    named = {
        name: Label(min(label.presence, Presence.MAYBE))
        for name, label in labels.named.items()
        if label.presence is not Presence.NEVER
    }
    return replace(labels, named=named, others=Presence.MAYBE, why_others=None)


def _names(node: Binary, clause: Clause, left: Series, right: Series) -> frozenset[str] | None:
    """Return the metric names that a match may carry."""
    many = _sides(clause, left, right)[0]
    if node.op not in FLIPPED or node.bool_modifier:
        return nameless(node.op, many.names) if "__name__" not in clause.include else None
    if "__name__" in (*clause.names, *clause.include) or clause.open:
        return None
    if clause.on and clause.card == "one-to-one":
        return NAMELESS
    return many.names


def _sides(clause: Clause, left: Series, right: Series) -> tuple[Series, Series]:
    """Return the side whose labels a match has, and the other."""
    return (right, left) if clause.card == "one-to-many" else (left, right)


def _filled(node: Binary, clause: Clause, left: Series, right: Series) -> Series:
    """Return a match in which a series without a partner is matched with a number."""
    a, b = _filled_in(left, right, node.fill or {}, clause)
    many, one = _sides(clause, left, right)
    labels = _open_labels(many.labels)
    if not clause.open:
        labels = _filled_labels(node, clause, many, one)
    found = _result(node, a, b, labels)
    both = left.empty is right.empty is Presence.ALWAYS
    calculated = node.op not in FLIPPED or node.bool_modifier
    names = nameless(node.op, None) if calculated else None
    found = found._replace(names=names, origins=(), type=_safe_type(found))
    if found.empty is Presence.ALWAYS or both:
        why = found.why_empty or left.why_empty or because_of_operator("both sides are empty", node)
        return nothing(found._replace(empty=Presence.MAYBE), why)
    return found._replace(empty=Presence.MAYBE)


def _safe_type(series: Series) -> str:
    return series.type if series.type in ("unknown", "bool") else "gauge"


def _filled_labels(node: Binary, clause: Clause, many: Series, one: Series) -> Labels:
    """Return the labels of a match, or of either side alone."""
    alone = _matched_part(node, clause, one.labels)
    if clause.card == "one-to-one":
        return join(_one_to_one(node, clause, many.labels), _one_to_one(node, clause, alone))
    # Without a partner there are only the matched labels to take a label from: one's own.
    why = because_of_operator("a number filled in has only the matched labels", node)
    lost = [name for name in clause.include if (name in clause.names) != clause.on]
    matched = _included(node, clause, many.labels, one)
    both = join(matched, drop(many.labels, lost, why))
    return join(both, _included(node, clause, alone, one))


def _matched_part(node: Binary, clause: Clause, labels: Labels) -> Labels:
    """Return the labels that a series of one side is matched by."""
    why = because_of_operator("a number filled in has only the matched labels", node)
    return keep(labels, clause.names, why) if clause.on else drop(labels, clause.names, why)


def _filled_in(
    left: Series, right: Series, fill: dict[str, float], clause: Clause
) -> tuple[Series, Series]:
    """Return both sides with the numbers that stand in for what is missing.

    With `group_right`, Prometheus takes the number of the one side for the other.
    """
    if clause.card == "one-to-many":
        numbers = tuple(fill.values())
        return _or_numbers(left, numbers), _or_numbers(right, numbers)
    sides = (tuple(fill[key] for key in fill if key == side) for side in ("left", "right"))
    return _or_numbers(left, next(sides)), _or_numbers(right, next(sides))


def _or_numbers(side: Series, numbers: tuple[float, ...]) -> Series:
    for number in numbers:
        filled = Interval.only(number)
        if side.empty is Presence.ALWAYS:
            side = side._replace(range=filled, empty=Presence.MAYBE)
        else:
            side = side._replace(range=side.range.join(filled))
    return side
