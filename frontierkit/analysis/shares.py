"""Recognises a part over its own whole: whatever is measured, the quotient is between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from frontierkit.analysis.canonical import bare, canonical, matcher_texts, unfiltered
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.matching import Clause, clause_of
from frontierkit.analysis.series import Series
from frontierkit.dataclass import dataclass
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n

SeriesOf = Callable[[Node], Series]

_NAMES = """
    abs avg_over_time ceil changes clamp clamp_max clamp_min count_over_time delta floor idelta
    increase irate last_over_time max_over_time min_over_time present_over_time quantile_over_time
    rate resets round sqrt stddev_over_time stdvar_over_time sum_over_time
"""
PER_SERIES = frozenset(_NAMES.split())
"""Functions that treat every series on its own and leave its labels alone."""
NOT_ABOVE_MAX = frozenset(("max", "min", "avg", "quantile"))


@dataclass(frozen=True, slots=True)
class Share:
    """The values of a part over its whole, and why they are bounded."""

    range: Interval
    why: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """An expression and the positive constant that it is multiplied by."""

    node: Node
    factor: float


@dataclass(frozen=True, slots=True)
class Members:
    """The series that an aggregation adds up: a selector, and what is done to each of them."""

    treatment: str
    matchers: frozenset[str]
    filters: frozenset[str]

    def among(self, other: Members) -> bool:
        """Return whether all of these are among the others, treated alike."""
        return (
            self.treatment == other.treatment
            and self.matchers >= other.matchers
            and self.filters >= other.filters
        )


def share(node: n.Binary, series_of: SeriesOf) -> Share | None:
    """Return the values of a quotient, if its left side is a part of its right side.

    Nothing of it may be negative. A whole of nothing makes NaN of the quotient.
    """
    if node.fill:
        return None
    clause = clause_of(node)
    if clause.open:
        return None
    part, whole = _scaled(node.lhs), _scaled(node.rhs)
    if series_of(whole.node).range.bottom < 0:
        return None
    greatest = _greatest(clause, part.node, whole.node, series_of)
    if greatest is None:
        return None
    return Share(
        Interval(0.0, greatest * part.factor / whole.factor),
        "the left side is a part of the right side",
    )


def _greatest(clause: Clause, part: Node, whole: Node, series_of: SeriesOf) -> float | None:
    """Return how great `part / whole` can become; None if that is not known."""
    if _is_term(clause, part, whole, series_of) or _is_rest(clause, part, whole, series_of):
        return 1.0
    if not isinstance(whole, n.Aggregate) or series_of(part).range.bottom < 0:
        return None
    if not _groups_within(clause, part, whole):
        return None
    return _compared(part, whole, series_of)


def _compared(part: Node, whole: n.Aggregate, series_of: SeriesOf) -> float | None:
    """Return how great the quotient of two aggregations over related series can become."""
    op, inner = ("", part) if not isinstance(part, n.Aggregate) else (part.op, part.expr)
    if op == "sum" and whole.op == "count":
        top = series_of(inner).range.top
        related = _related(_without_bool(inner), _without_bool(whole.expr))
        return top if related and top < float("inf") else None
    if whole.op == "max":
        related = op in NOT_ABOVE_MAX or not op
    else:
        added_up = whole.op in ("sum", "count")
        related = added_up and (op == whole.op or (whole.op == "sum" and not op))
    return 1.0 if related and _related(inner, whole.expr) else None


def _related(smaller: Node, larger: Node) -> bool:
    mine, theirs = _members(smaller), _members(larger)
    return mine is not None and theirs is not None and mine.among(theirs)


def _members(node: Node) -> Members | None:
    """Return what series an expression has, if it is a selector with only its values changed."""
    filtered = unfiltered(node)
    filters = frozenset(f"{op}{canonical(scalar)}" for op, scalar in filtered.comparisons)
    base = filtered.base
    match base:
        case n.Selector():
            name = f"{base.name or ''}{_modifiers(base)}{base.extended or ''}"
            return Members(name, frozenset(matcher_texts(base)), filters)
        case n.Matrix():
            inner = _members(base.selector)
            text = f"[{canonical(base.range)}]{_modifiers(base)}{base.extended or ''}"
            return (
                None if inner is None else Members(inner.treatment + text, inner.matchers, filters)
            )
        case n.Call() if base.name in PER_SERIES:
            return _called(base, filters)
    return None


def _called(call: n.Call, filters: frozenset[str]) -> Members | None:
    vectors = [argument for argument in call.args if argument.type != SCALAR]
    inner = _members(vectors[0]) if len(vectors) == 1 else None
    if inner is None:
        return None
    scalars = ",".join(canonical(a) for a in call.args if a.type == SCALAR)
    text = f"{call.name}({inner.treatment},{scalars},{sorted(inner.filters)})"
    return Members(text, inner.matchers, filters)


def _modifiers(node: n.Selector | n.Matrix) -> str:
    offset = "" if node.offset is None else f" offset {canonical(node.offset)}"
    return offset if node.at is None else f"{offset} @{node.at.text}"


def _without_bool(node: Node) -> Node:
    """Return the vector of a comparison with `bool`, which has the same series."""
    node = bare(node)
    while isinstance(node, n.Binary) and node.bool_modifier:
        sides = [side for side in (node.lhs, node.rhs) if side.type != SCALAR]
        if len(sides) != 1:
            break
        node = bare(sides[0])
    return node


def _scaled(node: Node) -> Scaled:
    """Return a node without the positive constants that it is multiplied or divided by."""
    factor = 1.0
    node = bare(node)
    while isinstance(node, n.Binary) and node.op in ("*", "/"):
        left, right = bare(node.lhs), bare(node.rhs)
        if isinstance(right, n.Number) and 0 < right.value < 1e100:
            factor = factor * right.value if node.op == "*" else factor / right.value
            node = left
        elif isinstance(left, n.Number) and 0 < left.value < 1e100 and node.op == "*":
            factor *= left.value
            node = right
        else:
            break
    return Scaled(node, factor)


def _is_term(clause: Clause, part: Node, whole: Node, series_of: SeriesOf) -> bool:
    """Return whether the whole is a sum that has the part among its terms."""
    if clause.on or clause.names:
        return False
    terms = list(_terms(whole))
    if len(terms) < 2 or canonical(part) not in map(canonical, terms):
        return False
    return all(series_of(term).range.bottom >= 0 for term in terms)


def _terms(node: Node) -> Iterator[Node]:
    node = bare(node)
    if isinstance(node, n.Binary) and node.op == "+" and not (node.matching or node.fill):
        yield from _terms(node.lhs)
        yield from _terms(node.rhs)
    else:
        yield node


def _is_rest(clause: Clause, part: Node, whole: Node, series_of: SeriesOf) -> bool:
    """Return whether the part is the whole less another part of it."""
    if clause.on or clause.names or not isinstance(part, n.Binary) or part.op != "-":
        return False
    if part.matching or part.fill or canonical(part.lhs) != canonical(whole):
        return False
    return _greatest(clause, bare(part.rhs), whole, series_of) == 1.0


def _groups_within(clause: Clause, part: Node, whole: n.Aggregate) -> bool:
    """Return whether what is matched belongs together: each group of the part to its whole."""
    keys = _grouping(whole)
    if any("$" in key or "[[" in key for key in (*keys, *_grouping(part))):
        return False
    if whole.without:
        finer = _is_without(part) and set(_grouping(part)) <= set(keys)
        return finer and not clause.on and set(clause.names) <= set(keys)
    if _is_without(part):
        finer = not set(keys) & set(_grouping(part))
    else:
        finer = set(keys) <= set(_grouping(part))
    matched = set(keys) <= set(clause.names) if clause.on else not set(keys) & set(clause.names)
    return finer and matched


def _is_without(node: Node) -> bool:
    """Return whether a node keeps all labels but some: anything but a grouping by labels."""
    return not isinstance(node, n.Aggregate) or (node.without and node.modifier is not None)


def _grouping(node: Node) -> tuple[str, ...]:
    if not isinstance(node, n.Aggregate) or node.modifier is None:
        return ()
    return tuple(label.name for label in node.modifier.names)
