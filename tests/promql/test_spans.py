"""Every part of an expression knows the characters that it was read from."""

from __future__ import annotations

import pytest

from frontierkit.promql import (
    FLAGS,
    Aggregate,
    Binary,
    Call,
    Dialect,
    Matcher,
    Matrix,
    Node,
    Selector,
    parse,
)
from tests.promql.drawing import block, carets, drawn_nodes

EVERYTHING = Dialect(features=FLAGS)


@pytest.mark.parametrize(
    "drawing",
    [
        """
        sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 0.5
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Binary
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Aggregate
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Call
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Matrix
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Selector
                                               ^^^^^^^^^^^ Matcher
                                                            ^^ Duration
               ^^^^^ Labels
                ^^^ Label
                                                                    ^^^ Number
        """,
        """
        a / on (x) group_left (y) -b
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Binary
        ^ Selector
            ^^^^^^^^^^^^^^^^^^^^^ Matching
               ^^^ Labels
                ^ Label
                              ^^^ Labels
                               ^ Label
                                  ^^ Unary
                                   ^ Selector
        """,
        """
        (up)[ 1h : 5m ] offset -1w @ end()
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Subquery
        ^^^^ Paren
         ^^ Selector
              ^^ Duration
                   ^^ Duration
                               ^^^ Duration
                                     ^^^^^ At
        """,
        """
        foo[5m] anchored + -1
        ^^^^^^^^^^^^^^^^^^^^^ Binary
        ^^^^^^^ Matrix
        ^^^ Selector
            ^^ Duration
                           ^^ Number
        """,
        """
        count_values("é", {"up", 'ü'!=`x`})
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Aggregate
                     ^^^ String
                          ^^^^^^^^^^^^^^^^ Selector
                           ^^^^ Matcher
                                 ^^^^^^^^ Matcher
        """,
        """
        clamp(a atan2 b, 1, 2 ^ c) == bool 1 </ d
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Binary
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Binary
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ Call
              ^^^^^^^^^ Binary
              ^ Selector
                      ^ Selector
                         ^ Number
                            ^^^^^ Binary
                            ^ Number
                                ^ Selector
                                           ^ Number
                                                ^ Selector
        """,
    ],
)
def test_nodes_are_where_they_were_written(drawing: str) -> None:
    wanted = block(drawing)
    text = wanted.splitlines()[0]

    assert drawn_nodes(text, parse(text, EVERYTHING).nodes) == wanted


def test_parts_that_are_no_nodes_have_places_too() -> None:
    text = 'rate(up{job=~"a|b"}[5m]) unless x'
    found = parse(text)
    marks = []
    for node in found.nodes:
        match node:
            case Call():
                marks.append(carets(text, node.start, node.name_end, "function"))
            case Selector():
                marks.append(carets(text, node.start, node.name_end, "metric"))
            case Matcher():
                marks.append(carets(text, node.start, node.name_end, "label"))
                marks.append(carets(text, node.value_start, node.value_end, "value"))
            case Binary():
                end = node.op_start + len(node.op)
                marks.append(carets(text, node.op_start, end, "operator"))

    assert "\n".join([text, *marks]) == block(
        """
        rate(up{job=~"a|b"}[5m]) unless x
                                 ^^^^^^ operator
        ^^^^ function
             ^^ metric
                ^^^ label
                     ^^^^^ value
                                        ^ metric
        """
    )


def test_a_quoted_metric_name_is_a_matcher_without_a_name_span() -> None:
    selector = expression('{"up", job="x"}')
    assert isinstance(selector, Selector)
    name = selector.matchers[0]

    assert (name.name, name.op, name.value) == ("__name__", "=", "up")
    assert (name.start, name.name_end, name.value_start, name.value_end) == (1, 1, 1, 5)
    assert (selector.name, selector.metric) == (None, "up")


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("up", "up"),
        ('{__name__="up"}', "up"),
        ('{__name__=~"up"}', None),
        ('{job="x"}', None),
    ],
)
def test_a_selector_knows_the_metric_it_fixes(text: str, metric: str | None) -> None:
    selector = expression(text)

    assert isinstance(selector, Selector)
    assert selector.metric == metric


def test_operators_and_aggregations_are_in_lower_case() -> None:
    binary = expression("SUM(a) OR b")

    assert isinstance(binary, Binary)
    assert isinstance(binary.lhs, Aggregate)
    assert (binary.op, binary.lhs.op) == ("or", "sum")


def test_modifiers_after_a_range_belong_to_the_range() -> None:
    matrix = expression("up[5m] offset 1h @ 10")

    assert isinstance(matrix, Matrix)
    assert matrix.offset is not None
    assert matrix.at is not None
    assert (matrix.range.value, matrix.offset.value, matrix.at.text) == (300, 3600, "10")
    assert (matrix.selector.offset, matrix.selector.at) == (None, None)


def test_walking_and_the_shared_list_are_the_same() -> None:
    found = parse("sum(rate(a[5m])) / -b")

    assert found.expr is not None
    assert list(found.expr.walk()) == list(found.nodes)
    assert found.nodes is found.nodes


def test_read_backwards_children_come_before_their_parents() -> None:
    seen: set[Node] = set()

    for node in reversed(parse("sum by (x) (a + b * c) > on () group_left () d[5m:]").nodes):
        assert seen.issuperset(node.children())
        seen.add(node)

    assert len(seen) > 10


def test_parsing_the_same_text_twice_is_done_once() -> None:
    assert parse("up == 0") is parse("up == 0")
    assert parse("up == 0") is not parse("up == 0", EVERYTHING)


def expression(text: str) -> Node:
    found = parse(text)
    assert found.ok, found.problems
    assert found.expr is not None
    return found.expr
