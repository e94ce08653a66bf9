"""Works out what every node of an expression is, children first, in one pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from frontierkit.analysis import interval
from frontierkit.analysis.aggregation import aggregated
from frontierkit.analysis.binary import combined
from frontierkit.analysis.functions import called
from frontierkit.analysis.ranges import negate
from frontierkit.analysis.scope import Scope
from frontierkit.analysis.selectors import SelectorFact, select
from frontierkit.analysis.series import (
    MATRIX,
    NAMELESS,
    TEXT,
    UNKNOWN,
    UNKNOWN_ANY,
    Series,
    each_branch,
    scalar,
)
from frontierkit.labels import Presence
from frontierkit.promql import Node, Syntax
from frontierkit.promql import nodes as n


class Walk:
    """One expression under examination; `found` is what each of its nodes is."""

    __slots__ = ("scope", "found", "selectors")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.found: dict[Node, Series] = {}
        self.selectors: list[SelectorFact] = []

    def of(self, node: Node) -> Series:
        """Return what a node below the present one is."""
        return self.found.get(node, UNKNOWN)


def walk(syntax: Syntax, scope: Scope) -> Walk:
    """Return what every node of an expression is."""
    present = Walk(scope)
    for node in reversed(syntax.nodes):
        transfer = TRANSFERS.get(type(node))
        if transfer is not None:
            present.found[node] = transfer(node, present)
    present.selectors.reverse()
    return present


def _number(node: n.Number, walk: Walk) -> Series:
    if "$" in node.text or "[[" in node.text:
        return scalar(interval.NUMBERS)
    return scalar(interval.Interval.only(node.value))


def _string(node: n.String, walk: Walk) -> Series:
    return TEXT


def _variable(node: n.Variable, walk: Walk) -> Series:
    return UNKNOWN_ANY


def _paren(node: n.Paren, walk: Walk) -> Series:
    return walk.of(node.expr)


def _unary(node: n.Unary, walk: Walk) -> Series:
    operand = walk.of(node.expr)
    if node.op != "-":
        return operand
    return each_branch(operand, _negated)


def _negated(operand: Series) -> Series:
    type = operand.type if operand.type in ("unknown", "histogram", "scalar") else "gauge"
    return operand._replace(type=type, range=negate(operand.range), names=NAMELESS, alternatives=())


def _selector(node: n.Selector, walk: Walk) -> Series:
    series, fact = select(node, walk.scope)
    walk.selectors.append(fact)
    return series


def _matrix(node: n.Matrix, walk: Walk) -> Series:
    return _ranged(walk.of(node.selector))


def _subquery(node: n.Subquery, walk: Walk) -> Series:
    return _ranged(walk.of(node.expr))


def _ranged(series: Series) -> Series:
    empty = Presence.ALWAYS if series.empty is Presence.ALWAYS else Presence.MAYBE
    return series._replace(kind=MATRIX, empty=empty)


TRANSFERS: dict[type[Node], Callable[[Any, Walk], Series]] = {
    n.Number: _number,
    n.String: _string,
    n.Variable: _variable,
    n.Paren: _paren,
    n.Unary: _unary,
    n.Selector: _selector,
    n.Matrix: _matrix,
    n.Subquery: _subquery,
    n.Aggregate: aggregated,
    n.Call: called,
    n.Binary: combined,
}
