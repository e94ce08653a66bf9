"""Writes an expression in one canonical way, for comparing what expressions mean."""

from __future__ import annotations

import math
import re

from frontierkit.promql import nodes as n
from frontierkit.promql.literals import number
from frontierkit.promql.node import Node
from frontierkit.promql.operators import PRECEDENCE, UNARY
from frontierkit.promql.tokens import VARIABLE, is_label, is_metric

_TIGHTEST = 9
_SPACE = re.compile(r"#[^\r\n]*|[ \t\r\n]+")
_ESCAPED = re.compile('[\x00-\x1f\x7f"\\\\\ufffd\ud800-\udfff]')
_VARIABLE = re.compile(VARIABLE, re.A)


def canonical(node: Node) -> str:
    """The text of a node, equal for all spellings of the same expression.

    White space, redundant parentheses, the order of matchers and labels, units of durations and
    the kind of quotes make no difference. The text parses to the same tree but for parentheses,
    unless a variable is part of a token.
    """
    return _written(node)[0]


def _written(node: Node) -> tuple[str, int]:
    """A node's text, and how tightly its outermost operator binds."""
    match node:
        case n.Paren():
            if isinstance(_bare(node), n.Variable):  # it may become anything, of any precedence
                return f"({canonical(_bare(node))})", _TIGHTEST
            return _written(_bare(node))
        case n.Binary():
            return _binary(node)
        case n.Unary():
            return _unary(node)
        case n.Number():
            text = node.text if math.isnan(node.value) else _number(node.value)
            return text, UNARY if text.startswith("-") else _TIGHTEST
    return _tight(node), _TIGHTEST


def _tight(node: Node) -> str:
    """The text of a node that needs no parentheses anywhere."""
    match node:
        case n.String():
            return _quoted(node.value)
        case n.Selector():
            return _selector(node) + _modifiers(node) + _extended(node)
        case n.Matrix():
            return (
                f"{_selector(node.selector)}[{_range(node.range)}]"
                f"{_modifiers(node)}{_extended(node)}"
            )
        case n.Subquery():
            step = "" if node.step is None else _range(node.step)
            inner = _wrapped(*_written(node.expr), _TIGHTEST)
            return f"{inner}[{_range(node.range)}:{step}]{_modifiers(node)}"
        case n.Call():
            return f"{node.name}({', '.join(_arguments(node))})"
        case n.Aggregate():
            return _aggregate(node)
        case n.Matcher():
            return _matcher(node)
        case n.Labels():
            return _labels(node)
        case n.Label():
            return _label(node.name)
        case n.Matching():
            return _matching(node)
        case n.Duration():
            return _duration(node)
        case n.At():
            return _at(node)
        case n.Variable():
            return node.text
    raise TypeError(f"`{type(node).__name__}` is no part of an expression")


def _bare(node: Node) -> Node:
    while isinstance(node, n.Paren):
        node = node.expr
    return node


def _wrapped(text: str, binding: int, least: int) -> str:
    return text if binding >= least else f"({text})"


def _binary(node: n.Binary) -> tuple[str, int]:
    spine = [node]  # a long chain leans to the left; it must not cost a call each
    first = _bare(node.lhs)
    while isinstance(first, n.Binary):
        spine.append(first)
        first = _bare(first.lhs)
    text, binding = _written(spine[-1].lhs)
    for each in reversed(spine):
        rank = PRECEDENCE[each.op]
        associates_right = each.op == "^"
        left = _wrapped(text, binding, rank + associates_right)
        right = _wrapped(*_written(each.rhs), rank + (not associates_right))
        text, binding = f"{left} {each.op}{_between(each)} {right}", rank
    return text, binding


def _between(node: n.Binary) -> str:
    """The modifiers after an operator."""
    found = " bool" if node.bool_modifier else ""
    matching = node.matching
    if matching is not None and (
        matching.on or matching.labels.names or matching.card != "one-to-one"
    ):
        found += f" {_matching(matching)}"
    for side in ("left", "right"):
        if node.fill is not None and side in node.fill:
            found += f" fill_{side}({_number(node.fill[side])})"
    return found


def _matching(node: n.Matching) -> str:
    found = f"{'on' if node.on else 'ignoring'} {_labels(node.labels)}"
    if node.card != "one-to-one":
        found += " group_left" if node.card == "many-to-one" else " group_right"
        # Without its own parentheses it would take those of the right side.
        found += " ()" if node.include is None else f" {_labels(node.include)}"
    return found


def _unary(node: n.Unary) -> tuple[str, int]:
    inner = _bare(node.expr)
    if isinstance(inner, n.Number) and not math.isnan(inner.value):
        text = _number(-inner.value if node.op == "-" else inner.value)
        return text, UNARY if text.startswith("-") else _TIGHTEST
    return node.op + _wrapped(*_written(node.expr), UNARY + 1), UNARY


def _arguments(node: n.Call) -> list[str]:
    found = [canonical(argument) for argument in node.args]
    if node.name == "info" and len(found) > 1 and isinstance(node.args[1], n.Selector):
        found[1] = _braces(node.args[1].matchers)  # it takes no name outside of them
    return found


def _aggregate(node: n.Aggregate) -> str:
    args = [node.expr] if node.param is None else [node.param, node.expr]
    modifier = ""
    if node.modifier is not None and (node.without or node.modifier.names):
        modifier = f" {'without' if node.without else 'by'} {_labels(node.modifier)} "
    return f"{node.op}{modifier}({', '.join(map(canonical, args))})"


def _selector(node: n.Selector) -> str:
    name = node.name
    matchers = node.matchers
    if name is None:
        named = [matcher for matcher in matchers if matcher.name == "__name__"]
        metric = named[0].value if len(named) == 1 and named[0].op == "=" else None
        if metric is not None and is_metric(metric):
            name = metric
            matchers = [matcher for matcher in matchers if matcher is not named[0]]
    if name is not None and not matchers:
        return name
    return f"{name or ''}{_braces(matchers)}"


def _braces(matchers: list[n.Matcher]) -> str:
    return f"{{{', '.join(sorted(set(map(_matcher, matchers))))}}}"


def _matcher(node: n.Matcher) -> str:
    if node.op is None or node.value is None:
        return node.name
    is_open = node.value_end - node.value_start == len(node.value)  # a variable without quotes
    value = node.value if is_open else _quoted(node.value)
    return f"{_label(node.name)}{node.op}{value}"


def _modifiers(node: n.Selector | n.Matrix | n.Subquery) -> str:
    offset = "" if node.offset is None else f" offset {_duration(node.offset)}"
    return offset if node.at is None else f"{offset} @ {_at(node.at)}"


def _extended(node: n.Selector | n.Matrix) -> str:
    return "" if node.extended is None else f" {node.extended}"


def _range(node: n.Duration) -> str:
    if node.value is not None and node.value <= 0:
        return _SPACE.sub(" ", node.text)
    return _duration(node)


def _duration(node: n.Duration) -> str:
    return _SPACE.sub(" ", node.text) if node.value is None else _number(node.value)


def _at(node: n.At) -> str:
    text = _SPACE.sub("", node.text)
    if text[-1] == ")" or _VARIABLE.search(text):
        return text.lower() if text[-1] == ")" else text
    value = number(text.lstrip("+-"))
    return _number(-value if text[0] == "-" else value)


def _labels(node: n.Labels) -> str:
    return f"({', '.join(sorted({_label(label.name) for label in node.names}))})"


def _label(name: str) -> str:
    return name if is_label(name) or _VARIABLE.search(name) else _quoted(name)


def _number(value: float) -> str:
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    if math.isnan(value):
        return "NaN"
    if value == int(value) and abs(value) < 1e15 and (value or math.copysign(1, value) > 0):
        return str(int(value))
    return repr(value).removesuffix(".0")


def _quoted(value: str) -> str:
    return f'"{_ESCAPED.sub(_escaped, value)}"'


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char in '"\\':
        return f"\\{char}"
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}" if code > 0x7F else f"\\x{code:02x}"
