"""Finds operators whose two sides are measured in units that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.points import surely_point
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.analysis.units import Unit, per_other_time
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary
from frontierkit.text import Span

OPERATORS = frozenset(("+", "-", *FLIPPED))


@dataclass(frozen=True, slots=True)
class Mixture:
    """An operator whose sides differ in dimension, or in scale alone."""

    node: Binary
    left: Unit
    right: Unit
    kind: Literal["dimension", "scale"]

    @property
    def span(self) -> Span:
        """The characters of the operator."""
        return Span(self.node.op_start, self.node.op_start + len(self.node.op))


def mixtures(query: Query, facts: Facts) -> Iterator[Mixture]:
    """Yield the operators of a query that add or compare what does not go together."""
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op in OPERATORS:
            left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
            if left.unit is not None and right.unit is not None:
                kind = _kind(left.unit, right.unit)
                if kind is None and _points_mixed(query, node, facts):
                    kind = "dimension"
                if kind is not None:
                    yield Mixture(node, left.unit, right.unit, kind)


def _kind(left: Unit, right: Unit) -> Literal["dimension", "scale"] | None:
    if not (left.sure and right.sure) or _converted(left) or _converted(right):
        return None
    if left.physical != right.physical:
        return "dimension" if _amount(left) or _amount(right) else None
    if not left.physical and not (left.dimensionless and right.dimensionless):
        return None
    return None if left.same_scale(right) else "scale"


def _amount(unit: Unit) -> bool:
    """Return whether bytes, seconds or the like are measured; a number may well be a rate."""
    return any(power > 0 for _, power in unit.physical)


def _converted(unit: Unit) -> bool:
    """Return whether things were multiplied by a number that may turn them into something else.

    Pages times 4096 are bytes, ticks over 100 are seconds; bytes per second times 86400 may be
    meant as those of a day.
    """
    return per_other_time(unit) or (not unit.physical and unit.things > 0 and unit.scale != 1)


def _points_mixed(query: Query, node: Binary, facts: Facts) -> bool:
    """Return whether points in time and stretches of it are compared, or points added up."""
    left = surely_point(query, node.lhs, facts)
    right = surely_point(query, node.rhs, facts)
    if node.op == "+":
        return left and right
    if node.op == "-":
        return right and not left and not _may_be_point(query, node.lhs, facts)
    if left and right:
        return False
    other = node.rhs if left else node.lhs
    return (left or right) and not _may_be_point(query, other, facts)


def _may_be_point(query: Query, node: Node, facts: Facts) -> bool:
    """Return whether a value that a catalog calls seconds may be seconds since 1970."""
    unit = facts.series(query, node).unit
    return unit is None or unit.point or facts.series(query, node).type == "timestamp"
