"""What Prometheus refuses is a problem, in words, at the characters that are to blame."""

from __future__ import annotations

import pytest

from frontierkit.promql import parse
from tests.promql.drawing import block, drawn_problems


@pytest.mark.parametrize(
    "drawing",
    [
        r"""
        sum(rate(up[5m])
                       ^ unexpected end of `sum`, expected `)`
        """,
        r"""
        sum(up))
               ^ unexpected `)` in the expression
        """,
        r"""
        rat(up[5m])
        ^^^ there is no function `rat`, did you mean `rate`?
        """,
        r"""
        rate(up)
             ^^ `rate` takes a range vector here, this is an instant vector
        """,
        r"""
        (up)[5m]
            ^^^^ a range needs a selector before it; over an expression it is a subquery, `[5m:]`
        """,
        r"""
        up{job="a" instance="b"}
                   ^^^^^^^^ unexpected `instance` in label matching, expected `,` or `}`
        """,
        r"""
        1 == 1
          ^^ two scalars can only be compared with `== bool`
        """,
        r"""
        up and 1
        ^^^^^^^^ `and` takes two instant vectors, not a scalar
        """,
        r"""
        a * on (x) group_left (x) b
                               ^ the label `x` is both matched on and copied over
        """,
        r"""
        a or bool b
          ^^ `bool` goes with comparisons, not with `or`
        """,
        r"""
        up offset 5m offset 1h
        ^^^^^^^^^^^^ `offset` is set twice
        """,
        r"""
        sum(up) offset 5m
        ^^^^^^^ `offset` goes right after a selector, a range or a subquery
        """,
        r"""
        up offset 5m [1h]
                     ^^^^ `offset` goes after the range, not before it
        """,
        r"""
        up[5m1h]
           ^^^^ `5m1h` is not a duration: units go from y to ms, each once
        """,
        r"""
        up[0s]
           ^^ the duration must be greater than 0
        """,
        r"""
        up["x"]
           ^^^ unexpected `"x"` in a duration, expected a number, a duration, `step()` or `range()`
        """,
        r"""
        up[
          ^ unexpected end of a duration, expected a number, a duration, `step()` or `range()`
        """,
        r"""
        "abc
        ^^^^ the string is not terminated
        """,
        r"""
        '\z'
         ^^ `\z` is not an escape
        """,
        r"""
        {job=""}
        ^^^^^^^^ the selector needs a matcher that does not match empty text
        """,
        r"""
        up{__name__="down"}
        ^^^^^^^^^^^^^^^^^^^ the metric name is set twice: `up` and `down`
        """,
        r"""
        sum by job (up)
               ^^^ unexpected `job` in a list of labels, expected `(`
        """,
        r"""
        -"text"
        ^^^^^^^ a sign goes with an instant vector or a scalar, not a string
        """,
        r"""
        topk(up)
        ^^^^^^^^ `topk` takes 2 arguments, here it has 1
        """,
        r"""
        hour(up, up)
        ^^^^^^^^^^^^ `hour` takes 0 to 1 arguments, here it has 2
        """,
        r"""
        label_join(up)
        ^^^^^^^^^^^^^^ `label_join` takes at least 3 arguments, here it has 1
        """,
        r"""
        up @ "now"
             ^^^^^ unexpected `"now"` in `@`, expected a Unix time, `start()` or `end()`
        """,
        r"""
        up{job=up}
               ^^ unexpected `up` in label matching, expected a quoted string
        """,
        r"""
        ((){})
          ^ unexpected `)` in the expression
        """,
        r"""
        up{a:b="c"}
            ^^ unexpected `:` in label matching
        """,
        r"""
        up $x
           ^ unexpected `$` in the expression
        """,
        r"""
        5x
        ^^ `5x` is not a number or duration
        """,
        r"""
        foo[5m:][1m:]
        ^^^^^^^^^^^^^ a subquery needs an instant vector, this is a range vector
        """,
        r"""
        foo{a="\xe9"} + "\777"
                         ^^^^ `\777` is not an escape
        """,
        r"""
        clamp(1, 2,)
                  ^ an argument is missing after the comma
        ^^^^^^^^^^^^ `clamp` takes 3 arguments, here it has 2
              ^ `clamp` takes an instant vector here, this is a scalar
        """,
        r"""
        a + b c
              ^ unexpected `c` in the expression
        """,
        r"""
        "�"
         ^ the string is not valid UTF-8
        """,
    ],
)
def test_a_problem_says_what_is_wrong_and_where(drawing: str) -> None:
    wanted = block(drawing)
    text = wanted.splitlines()[0]

    assert drawn_problems(text, parse(text).problems) == wanted


@pytest.mark.parametrize(
    "drawing",
    [
        r"""
        foo_bar(a) + rate(b) / up{x=~"(", y=~"[z-a]"}
        ^^^^^^^ there is no function `foo_bar`
                                      ^ the regex is not RE2: this parenthesis is not closed
                                               ^^^ the regex is not RE2: the range runs backwards
                          ^ `rate` takes a range vector here, this is an instant vector
        """,
        r"""
        topk("x", up[5m])
                  ^^^^^^ `topk` takes an instant vector, this is a range vector
             ^^^ the parameter of `topk` is a scalar, this is a string
        """,
        r"""
        rate(up[5m], rate(up))
        ^^^^^^^^^^^^^^^^^^^^^^ `rate` takes 1 argument, here it has 2
                          ^^ `rate` takes a range vector here, this is an instant vector
        """,
        r"""
        up{a=~"x**"} + sum(1)
                 ^ the regex is not RE2: a repetition of a repetition needs parentheses
                           ^ `sum` takes an instant vector, this is a scalar
        """,
    ],
)
def test_what_is_wrong_in_several_places_is_said_of_each(drawing: str) -> None:
    wanted = block(drawing)
    text = wanted.splitlines()[0]

    assert drawn_problems(text, parse(text).problems) == wanted


@pytest.mark.parametrize("text", ["", " ", "\n", "# only a comment"])
def test_a_text_without_an_expression_is_a_problem(text: str) -> None:
    found = parse(text)

    assert found.expr is None
    assert [problem.message for problem in found.problems] == ["there is no expression"]


def test_the_tree_survives_what_is_only_of_the_wrong_type() -> None:
    found = parse("rate(up) + foo_bar(x)")

    assert not found.ok
    assert found.expr is not None
    assert len(found.nodes) == 5


def test_the_place_in_a_regex_with_escapes_is_the_whole_string() -> None:
    text = r'up{a=~"\\d(", b=~"\\"}'
    problems = parse(text).problems

    assert [text[problem.start : problem.end] for problem in problems] == [
        r'"\\d("',
        r'"\\"',
    ]
