"""Tells whether two parts of a query are the same expression, however they are written."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.ranges import FLIPPED
from frontierkit.dataclass import dataclass
from frontierkit.promql import SCALAR, Node
from frontierkit.promql import nodes as n


def canonical(node: Node) -> str:
    """Return a text that equal expressions share: without spaces, parentheses and order."""
    match node:
        case n.Paren():
            return canonical(node.expr)
        case n.Number():
            return node.text if _open(node.text) else repr(node.value)
        case n.String():
            return repr(node.value)
        case n.Selector():
            return f"{node.name or ''}{{{_matchers(node)}}}{_modifiers(node)}{node.extended or ''}"
        case n.Matrix():
            inner = canonical(node.selector)
            return f"{inner}[{_duration(node.range)}]{_modifiers(node)}{node.extended or ''}"
        case n.Subquery():
            step = "" if node.step is None else _duration(node.step)
            range = _duration(node.range)
            return f"({canonical(node.expr)})[{range}:{step}]{_modifiers(node)}"
        case n.Call():
            return f"{node.name}({','.join(map(canonical, node.args))})"
        case n.Aggregate():
            param = "" if node.param is None else f"{canonical(node.param)},"
            return f"{node.op}{grouping(node)}({param}{canonical(node.expr)})"
        case n.Unary():
            return f"{node.op}({canonical(node.expr)})"
        case n.Binary():
            return _binary(node)
        case n.Variable():
            return node.text
        case n.Duration():
            return _duration(node)
    return f"<{node.start}:{node.end}>"


def grouping(node: n.Aggregate) -> str:
    """Return `by(a,b)` or `without(a,b)`, with the labels in order."""
    names = () if node.modifier is None else tuple(label.name for label in node.modifier.names)
    return f" {'without' if node.without else 'by'}({','.join(sorted(set(names)))})"


def bare(node: Node) -> Node:
    """Return a node without its parentheses."""
    while isinstance(node, n.Paren):
        node = node.expr
    return node


@dataclass(frozen=True, slots=True)
class Filtered:
    """An expression and the comparisons with scalars that its values have passed.

    Each comparison is an operator as if the expression stood on its left, and the scalar.
    """

    base: Node
    comparisons: tuple[tuple[str, Node], ...]


def unfiltered(node: Node) -> Filtered:
    """Return an expression without the comparisons around it."""
    passed: list[tuple[str, Node]] = []
    node = bare(node)
    while isinstance(node, n.Binary) and node.op in FLIPPED and not node.bool_modifier:
        if node.rhs.type == SCALAR and node.lhs.type != SCALAR:
            passed.append((node.op, node.rhs))
            node = bare(node.lhs)
        elif node.lhs.type == SCALAR and node.rhs.type != SCALAR:
            passed.append((FLIPPED[node.op], node.lhs))
            node = bare(node.rhs)
        else:
            break
    return Filtered(node, tuple(passed))


def _binary(node: n.Binary) -> str:
    operator = f"{node.op}{' bool' if node.bool_modifier else ''}"
    if node.matching is not None:
        side = "on" if node.matching.on else "ignoring"
        included = node.matching.include
        more = "" if included is None else ",".join(sorted(label.name for label in included.names))
        names = ",".join(sorted(label.name for label in node.matching.labels.names))
        operator += f" {side}({names}) {node.matching.card}({more})"
    if node.fill:
        operator += str(sorted(node.fill.items()))
    return f"({canonical(node.lhs)} {operator} {canonical(node.rhs)})"


def _matchers(node: n.Selector) -> str:
    return ",".join(sorted(matcher_texts(node)))


def matcher_texts(node: n.Selector) -> Iterator[str]:
    """Yield each matcher of a selector, written in one way."""
    for matcher in node.matchers:
        yield f"{matcher.name}{matcher.op or ''}{matcher.value!r}"


def _modifiers(node: n.Selector | n.Matrix | n.Subquery) -> str:
    offset = "" if node.offset is None else f" offset {_duration(node.offset)}"
    at = "" if node.at is None else f" @{node.at.text}"
    return offset + at


def _duration(node: n.Duration) -> str:
    return node.text if node.value is None else repr(node.value)


def _open(text: str) -> bool:
    return "$" in text or "[[" in text
