"""What `and`, `or` and `unless` make of two vectors."""

from __future__ import annotations

import math
from functools import reduce

from frontierkit.analysis.canonical import Filtered, canonical, unfiltered
from frontierkit.analysis.interval import NOTHING, Interval
from frontierkit.analysis.matching import (
    Clause,
    clause_of,
    equal_labels,
    matches_surely,
    mismatch,
)
from frontierkit.analysis.ranges import narrow
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.analysis.series import Series, either, nothing
from frontierkit.labels import Presence
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary, Number

INVERSE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


def combined_sets(node: Binary, left: Series, right: Series) -> Series:
    """Return what a set operator is."""
    clause = clause_of(node)
    if node.op == "or":
        return _or(clause, left, right)
    one_side = _and if node.op == "and" else _unless
    if not left.alternatives:
        return one_side(node, clause, left, right)
    return reduce(either, (one_side(node, clause, side, right) for side in left.alternatives))


def _or(clause: Clause, left: Series, right: Series) -> Series:
    if left.empty is Presence.NEVER and matches_surely(clause, left, right):
        return left
    return either(left, right)


def _and(node: Binary, clause: Clause, left: Series, right: Series) -> Series:
    """Return the series of the left side that match one of the right."""
    for side in (left, right):
        if side.empty is Presence.ALWAYS:
            why = side.why_empty or because_of_operator("one side is always empty", node)
            return nothing(left._replace(alternatives=()), why)
    apart = mismatch(clause, left, right)
    if apart is not None:
        why = because_of_operator(f"the sides never match: {apart}", node)
        return nothing(left._replace(alternatives=()), why)
    labels = equal_labels(clause, left.labels, right.labels, node)
    sure = right.empty is Presence.NEVER and matches_surely(clause, left, right)
    found = left._replace(
        labels=labels,
        empty=left.empty if sure else Presence.MAYBE,
        alternatives=(),
    )
    if not same_base(node, clause, left):
        return found
    both = _passed(left.range.meet(right.range), unfiltered(node.rhs))
    if both.impossible:
        text = f"no value is both in {left.range} and in {right.range}"
        return nothing(found, because_of_operator(text, node))
    return found if both == left.range else found._replace(range=both)


def _passed(range: Interval, filters: Filtered) -> Interval:
    """Return the values that pass all comparisons with constants, one by one.

    A range cannot tell that `!= 21` leaves one value out.
    """
    for op, scalar in filters.comparisons:
        bound = _constant(scalar)
        if bound is not None:
            range = narrow(op, range, Interval.only(bound))
    return range


def _unless(node: Binary, clause: Clause, left: Series, right: Series) -> Series:
    """Return the series of the left side that match none of the right."""
    if left.empty is Presence.ALWAYS or right.empty is Presence.ALWAYS:
        return left
    if right.empty is Presence.NEVER and matches_surely(clause, left, right):
        why = because_of_operator("the right side is always there, and matches everything", node)
        return nothing(left._replace(alternatives=()), why)
    if mismatch(clause, left, right) is not None:
        return left
    found = left._replace(empty=Presence.MAYBE, alternatives=())
    if not same_base(node, clause, left):
        return found
    remainder = _remainder(left, unfiltered(node.rhs))
    if remainder is None:
        return found
    if remainder.impossible:
        text = "the right side has every series of the left side"
        return nothing(found, because_of_operator(text, node))
    return found._replace(range=remainder)


def _remainder(left: Series, right: Filtered) -> Interval | None:
    """Return the values of `left` that one comparison does not let through."""
    if not right.comparisons:
        return NOTHING
    if len(right.comparisons) > 1:
        return None
    op, scalar = right.comparisons[0]
    bound = _constant(scalar)
    if bound is None:
        return None
    rest = narrow(INVERSE[op], left.range, Interval.only(bound))
    return rest.or_nan(left.range.nan and op != "!=")


def _constant(node: Node) -> float | None:
    if not isinstance(node, Number) or math.isnan(node.value):
        return None
    return node.value


def same_base(node: Binary, clause: Clause, left: Series) -> bool:
    """Return whether both sides are filters of one expression, series by series the same.

    They are if the expression has one series for each set of matched labels: so the name must not
    tell series apart, nor a label that is not matched.
    """
    if clause.open or left.names is None or len(left.names) != 1:
        return False
    if clause.on and not (left.labels.closed and set(left.labels.possible()) <= set(clause.names)):
        return False
    ignored = () if clause.on else clause.names
    if any(left.labels.get(name).presence is not Presence.NEVER for name in ignored):
        return False
    mine, other = unfiltered(node.lhs), unfiltered(node.rhs)
    if not (mine.comparisons or other.comparisons or node.op == "unless"):
        return False
    return canonical(mine.base) == canonical(other.base)
