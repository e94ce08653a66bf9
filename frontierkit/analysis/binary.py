"""What operators make of two sides: of scalars, of a vector and a scalar, of two vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontierkit.analysis import interval
from frontierkit.analysis.joins import matched
from frontierkit.analysis.quantities import Quantity, computed
from frontierkit.analysis.ranges import FLIPPED, narrow, truth
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.analysis.series import (
    NAMELESS,
    SCALAR,
    UNKNOWN,
    UNKNOWN_ANY,
    VECTOR,
    Series,
    each_branch,
    nameless,
    nothing,
    scalar,
)
from frontierkit.analysis.sets import combined_sets
from frontierkit.labels import Presence
from frontierkit.promql.nodes import Binary

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

SETS = frozenset(("and", "or", "unless"))
TRIMMING = frozenset(("</", ">/"))
COMPARISONS = frozenset(FLIPPED)


def combined(node: Binary, walk: Walk) -> Series:
    """Return what a binary expression is."""
    left, right = walk.of(node.lhs), walk.of(node.rhs)
    if left.kind == SCALAR and right.kind == SCALAR:
        return _scalars(node, left, right)
    if left.kind == VECTOR and right.kind == VECTOR:
        if node.op in SETS:
            return combined_sets(node, left, right)
        return matched(node, left, right, walk.of)
    if left.kind == VECTOR and right.kind == SCALAR:
        return each_branch(left, lambda side: _with_scalar(node, side, right, node.op))
    if left.kind == SCALAR and right.kind == VECTOR:
        return each_branch(right, lambda side: _scalar_first(node, left, side))
    return UNKNOWN if VECTOR in (left.kind, right.kind) else UNKNOWN_ANY


def _scalars(node: Binary, left: Series, right: Series) -> Series:
    if node.op in COMPARISONS:
        always = truth(node.op, left.range, right.range)
        return scalar(_truth_range(always), None, None, "bool")
    found = computed(node, left, right)
    return scalar(found.range, found.why_range, found.unit)


def _with_scalar(node: Binary, vector: Series, number: Series, op: str) -> Series:
    """Return `vector op number`."""
    if op in TRIMMING:
        return _trimmed(node, vector)
    if op not in COMPARISONS:
        return _calculated(node, vector, computed(node, vector, number))
    if node.bool_modifier:
        return _judged(node, vector, truth(op, vector.range, number.range))
    return filtered(node, vector, number, op)


def _trimmed(node: Binary, vector: Series) -> Series:
    """Return what cutting the ends of native histograms leaves: nothing of plain numbers."""
    found = vector._replace(alternatives=())
    if vector.maybe_native:
        empty = Presence.MAYBE if vector.empty is Presence.NEVER else vector.empty
        return found._replace(empty=empty)
    why = because_of_operator(f"`{node.op}` needs native histograms, and there are none", node)
    return nothing(found, why)


def _scalar_first(node: Binary, number: Series, vector: Series) -> Series:
    """Return `number op vector`; a comparison keeps the vector's values all the same."""
    if node.op in TRIMMING:
        return _trimmed(node, vector)
    if node.op in COMPARISONS:
        return _with_scalar(node, vector, number, FLIPPED[node.op])
    return _calculated(node, vector, computed(node, number, vector))


def _calculated(node: Binary, vector: Series, quantity: Quantity) -> Series:
    """Return a vector's labels with other values."""
    return vector._replace(
        type=quantity.type,
        unit=quantity.unit,
        range=quantity.range,
        names=nameless(node.op, vector.names),
        alternatives=(),
        empty=vector.empty if not _loses_histograms(vector) else Presence.MAYBE,
        observed=vector.observed if quantity.type == vector.type else None,
        why_unit=quantity.why_unit,
        why_range=quantity.why_range,
    )


def _judged(node: Binary, vector: Series, always: Presence) -> Series:
    """Return what a comparison with `bool` is."""
    why = because_of_operator("a comparison with `bool` is 0 or 1", node)
    return vector._replace(
        type="bool",
        unit=None,
        range=_truth_range(always),
        names=NAMELESS,
        alternatives=(),
        observed=None,
        empty=vector.empty if not _loses_histograms(vector) else Presence.MAYBE,
        why_type=why,
        why_unit=None,
        why_range=why,
    )


def filtered(node: Binary, vector: Series, number: Series, op: str) -> Series:
    """Return what a comparison lets through of a vector."""
    always = truth(op, vector.range, number.range)
    # Native histograms are not compared with numbers: they are dropped.
    if always is Presence.NEVER:
        found = vector._replace(alternatives=())
        why = because_of_operator(f"`{op}` never holds: the values are {vector.range}", node)
        return nothing(found, why)
    left = narrow(op, vector.range, number.range)
    empty = vector.empty
    if empty is Presence.NEVER and (always is not Presence.ALWAYS or vector.maybe_native):
        empty = Presence.MAYBE
    found = vector._replace(range=left, empty=empty, alternatives=())
    if left == vector.range:
        return found
    why = because_of_operator(f"`{op}` lets nothing else through", node)
    return found._replace(why_range=why)


def _truth_range(always: Presence) -> interval.Interval:
    if always is Presence.MAYBE:
        return interval.ZERO_OR_ONE
    return interval.ONE if always is Presence.ALWAYS else interval.Interval.only(0.0)


def _loses_histograms(vector: Series) -> bool:
    return vector.empty is Presence.NEVER and vector.maybe_native
