"""Tells step by step why the values of an expression are bounded."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Literal

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.interval import Interval
from frontierkit.dataclass import dataclass
from frontierkit.labels import Reason
from frontierkit.model.query import Query
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n
from frontierkit.text import listed

Side = Literal["top", "bottom", "both"]
"""Which bound of a range matters."""
OTHER: dict[Side, Side] = {"top": "bottom", "bottom": "top", "both": "both"}
FOLLOWS = "it follows from"
YIELDS = "` yields "
OF_THEIR_OWN = frozenset(("count", "group", "stddev", "stdvar", "count_values"))
"""Aggregations whose bounds do not come from what is aggregated."""
MOST_RECORDS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One reason for a bound, and the query in which it is to be seen."""

    why: Reason
    query: Query
    range: Interval


@dataclass(frozen=True, slots=True)
class Proof:
    """Why the values of an expression are within `range`: `steps` from the outside inwards."""

    names: tuple[str, ...]
    families: tuple[str, ...]
    range: Interval
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """The proof as a sentence without its end."""
        own = [step for step in self.steps if not step.why.text.startswith(FOLLOWS)]
        if not own:
            return f"{self._subject} is {_spelled(self.range)}"
        root = own[-1]
        named = any(f"`{name}`" in root.why.text for name in (*self.names, *self.families))
        if named and root.range == self.range:
            return root.why.text
        subject = "this" if named else self._subject
        return f"{root.why.text}, so {subject} is {_spelled(self.range)}"

    @property
    def _subject(self) -> str:
        return f"what is made of {listed(self.names)}" if self.names else "this"


def _spelled(range: Interval) -> str:
    return f"always {range}" if range.constant is not None else f"within {range}"


def proof(query: Query, node: Node, side: Side, facts: Facts) -> Proof:
    """Return why the values of a node are bounded on one side."""
    steps = tuple(dict.fromkeys(_steps(query, node, side, facts, 0)))
    selected = (selector for selector in node.walk() if isinstance(selector, n.Selector))
    names = tuple(dict.fromkeys(s.metric for s in selected if s.metric))
    series = facts.series(query, node)
    families = tuple(dict.fromkeys(origin.family.name for origin in series.origins))
    return Proof(names, families, series.range, steps)


def _steps(query: Query, node: Node, side: Side, facts: Facts, depth: int) -> Iterator[Step]:
    """Yield the reasons for a bound, those of the operands after the node's own."""
    series = facts.series(query, node)
    if not _bounded(series.range, side):
        return
    if series.why_range is not None:
        yield Step(series.why_range, query, series.range)
        if _ends_in(series.why_range, node):
            return
    if isinstance(node, n.Selector) and node.metric is not None:
        yield from _recorded(node.metric, side, facts, depth)
    for operand, needed in _operands(node, side):
        if operand.type != SCALAR:
            yield from _steps(query, operand, needed, facts, depth)


def _ends_in(why: Reason, node: Node) -> bool:
    """Return whether an operation brings its bounds with it, whatever its operands are."""
    if isinstance(node, n.Binary):
        return node.op == "/" and not why.text.startswith(FOLLOWS)
    return isinstance(node, n.Call) and why.span is not None and YIELDS not in why.text


def _recorded(name: str, side: Side, facts: Facts, depth: int) -> Iterator[Step]:
    """Yield why what a rule records is bounded."""
    record = facts.records.get(name)
    if record is None or record.cyclic or depth == MOST_RECORDS:
        return
    for rule in record.rules:
        root = facts.syntax(rule.query).expr
        if root is not None:
            yield from _steps(rule.query, root, side, facts, depth + 1)


def _bounded(range: Interval, side: Side) -> bool:
    if range.vacant:
        return True
    top, bottom = isfinite(range.top), isfinite(range.bottom)
    return {"top": top, "bottom": bottom, "both": top or bottom}[side]


def _operands(node: Node, side: Side) -> Iterator[tuple[Node, Side]]:
    """Yield the operands of a node, each with the bound of it that counts."""
    match node:
        case n.Paren() | n.Subquery():
            yield node.expr, side
        case n.Aggregate():
            if node.op not in OF_THEIR_OWN:
                yield node.expr, side
        case n.Unary():
            yield node.expr, OTHER[side]
        case n.Matrix():
            yield node.selector, side
        case n.Call():
            for argument in node.args:
                yield argument, side
        case n.Binary():
            yield node.lhs, side
            yield node.rhs, _right(node, side)


def _right(node: n.Binary, side: Side) -> Side:
    if node.op == "-":
        return OTHER[side]
    return "both" if node.op in ("/", "%", "^") else side
