"""One canonical text for all spellings of an expression, and only for these."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest

from frontierkit.promql import FLAGS, Dialect, Node, canonical, parse
from frontierkit.promql import nodes as n
from tests.promql.material import lines, needs_material

EVERYTHING = Dialect(features=FLAGS, grafana=True)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  up  # is it?\n", "up"),
        ('up{b="2",a="1",}', 'up{a="1", b="2"}'),
        ("up{a='\"', b=`\\`}", 'up{a="\\"", b="\\\\"}'),
        ('{__name__="up", job="x"}', 'up{job="x"}'),
        ('{"up"}', "up"),
        ('{"with space", "a b"="c"}', '{"a b"="c", __name__="with space"}'),
        ('{"nan"}', '{__name__="nan"}'),
        ("up[ 1h30m ]  OFFSET 5m @ START()", "up[5400] offset 300 @ start()"),
        ("up[1h:]", "up[3600:]"),
        ("((up))", "up"),
        ("(a + b) + c", "a + b + c"),
        ("a + (b + c)", "a + (b + c)"),
        ("(a * b) + c", "a * b + c"),
        ("a * (b + c)", "a * (b + c)"),
        ("(a ^ b) ^ c", "(a ^ b) ^ c"),
        ("a ^ (b ^ c)", "a ^ b ^ c"),
        ("-(a ^ b)", "-a ^ b"),
        ("(-a) ^ b", "(-a) ^ b"),
        ("(-1) ^ 2", "(-1) ^ 2"),
        ("-(1)", "-1"),
        ("1.0 + 0x10 + 1m", "1 + 16 + 60"),
        ("sum(up) by (b, a)", "sum by (a, b) (up)"),
        ("SUM by () (up)", "sum(up)"),
        ("sum without () (up)", "sum without () (up)"),
        ("topk(5,up)", "topk(5, up)"),
        ("a / ignoring() b", "a / b"),
        ("a / on(y,x) group_left up", "a / on (x, y) group_left () up"),
        ("a * on(x) group_right(z) (b)", "a * on (x) group_right (z) b"),
        ("a > bool (1)", "a > bool 1"),
        ("a + fill(1) b", "a + fill_left(1) fill_right(1) b"),
        ("(a + b)[5m:1m]", "(a + b)[300:60]"),
        ("rate(a[5m] anchored)", "rate(a[300] anchored)"),
        ("rate(x{$f}[$i]) * ($a)", "rate(x{$f}[$i]) * ($a)"),
        ("+Inf - NaN", "Inf - NaN"),
        ('info(a, {__name__="b"})', 'info(a, {__name__="b"})'),
    ],
)
def test_the_canonical_text(text: str, printed: str) -> None:
    assert canonical(expression(text)) == printed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a - (b - c)", "a - b - c"),
        ("a / b", "b / a"),
        ("sum by (a) (x)", "sum without (a) (x)"),
        ('x{a="1"}', 'x{a!="1"}'),
        ('x{a="$v"}', "x{a=$v}"),
        ("($x) * 2", "$x * 2"),
        ("a / on () b", "a / b"),
        ("x[5m]", "x[5m:]"),
        ("x offset 5m", "x @ 5"),
    ],
)
def test_what_differs_is_printed_differently(one: str, other: str) -> None:
    assert canonical(expression(one)) != canonical(expression(other))


@needs_material
def test_printing_and_parsing_gives_the_same_tree_again() -> None:
    texts = [entry["expr"] for entry in lines("oracle.jsonl") if entry["experimental"]]

    wrong = [text for text in texts if not survives(text)]

    assert len(texts) > 4000
    assert wrong == []


def survives(text: str) -> bool:
    before = expression(text)
    printed = canonical(before)
    after = expression(printed)
    return canonical(after) == printed and shape(after) == shape(before)


def expression(text: str) -> Node:
    found = parse(text, EVERYTHING)
    assert found.ok, found.problems
    assert found.expr is not None
    return found.expr


@dataclass(frozen=True)
class Shape:
    """A tree without its places."""

    kind: str
    words: tuple[object, ...]
    below: tuple[Shape, ...]


def shape(node: Node) -> Shape:
    """What a node is, less parentheses and what spellings have in common."""
    while isinstance(node, n.Paren):
        node = node.expr
    return Shape(type(node).__name__, tuple(words(node)), tuple(map(shape, parts(node))))


def parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, n.Unary) and folded(node) is not None:
        return ()
    unordered = n.Matcher | n.Labels | n.Label | n.Matching | n.Duration | n.At
    return tuple(part for part in node.children() if not isinstance(part, unordered))


def words(node: Node) -> list[object]:
    match node:
        case n.Number():
            return ["number", str(node.value)]
        case n.Unary():
            value = folded(node)
            return [node.op] if value is None else ["number", str(value)]
        case n.String():
            return [node.value]
        case n.Selector():
            pairs = {(matcher.name, matcher.op, matcher.value) for matcher in node.matchers}
            name = {("__name__", "=", node.name)} if node.name is not None else set()
            return [frozenset(pairs | name), *modifiers(node), node.extended]
        case n.Matrix():
            return [node.range.value, *modifiers(node), node.extended]
        case n.Subquery():
            return [node.range.value, node.step and node.step.value, *modifiers(node)]
        case n.Call():
            return [node.name]
        case n.Aggregate():
            names = frozenset(label.name for label in node.modifier.names) if node.modifier else ()
            return [node.op, node.without, names or ()]
        case n.Binary():
            fill = sorted((side, str(value)) for side, value in (node.fill or {}).items())
            return [node.op, node.bool_modifier, tuple(fill), *matching(node.matching)]
    return []


def matching(node: n.Matching | None) -> list[object]:
    if node is None or (not node.on and not node.labels.names and node.card == "one-to-one"):
        return []
    include = frozenset(label.name for label in node.include.names) if node.include else ()
    return [node.on, frozenset(label.name for label in node.labels.names), node.card, include or ()]


def modifiers(node: n.Selector | n.Matrix | n.Subquery) -> list[object]:
    offset = None if node.offset is None else node.offset.value
    return [offset, node.at is None]


def folded(node: n.Unary) -> float | None:
    """The value of a sign before a number in parentheses."""
    inner = node.expr
    while isinstance(inner, n.Paren):
        inner = inner.expr
    if not isinstance(inner, n.Number) or math.isnan(inner.value):
        return None
    return -inner.value if node.op == "-" else inner.value
