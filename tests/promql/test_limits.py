"""No text makes the parser raise, or takes it long."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.promql import FLAGS, Dialect, Syntax, canonical, parse
from frontierkit.promql.foreign import foreign
from frontierkit.promql.parser import MAX_LENGTH
from frontierkit.promql.stream import MAX_DEPTH

EVERYTHING = Dialect(features=FLAGS, grafana=True)
NESTINGS = {
    "parentheses": ("(", "1", ")"),
    "calls": ("abs(", "x", ")"),
    "aggregations": ("sum by (a) (", "x", ")"),
    "signs": ("-", "x", ""),
    "powers": ("x ^ ", "x", ""),
    "durations": ("x[", "5m", "]"),
}


@pytest.mark.parametrize("kind", ["parentheses", "calls", "aggregations", "signs", "powers"])
def test_nesting_is_fine_up_to_the_limit(kind: str) -> None:
    assert nested(kind, MAX_DEPTH).ok


@pytest.mark.parametrize("kind", ["parentheses", "calls", "aggregations", "signs", "powers"])
@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 5_000, 20_000])
def test_nesting_beyond_the_limit_is_a_problem(kind: str, depth: int) -> None:
    found = nested(kind, depth)

    assert found.expr is None
    assert [problem.message for problem in found.problems] == [
        f"the expression is too deeply nested: more than {MAX_DEPTH} levels"
    ]


@pytest.mark.parametrize("inner", ["(" * 5000 + "5m" + ")" * 5000, "-" * 5000 + "5m"])
def test_durations_have_the_same_limit(inner: str) -> None:
    found = parse(f"x[{inner}]", EVERYTHING)

    assert "too deeply nested" in found.problems[0].message


def test_a_caller_who_has_used_up_the_stack_gets_a_problem_too() -> None:
    limit = sys.getrecursionlimit()
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(depth + 100)
    try:
        found = parse("(" * 101 + "1" + ")" * 101)
    finally:
        sys.setrecursionlimit(limit)

    assert [problem.message for problem in found.problems] == [
        "the expression is too deeply nested"
    ]


def test_a_long_chain_is_not_nesting() -> None:
    found = parse(" or ".join(f"x{number}" for number in range(5000)))

    assert found.ok
    assert found.expr is not None
    assert len(found.nodes) == 9999
    assert canonical(found.expr).count(" or ") == 4999


def test_a_text_beyond_all_measure_is_refused() -> None:
    assert parse("x" * MAX_LENGTH).ok

    assert [problem.message for problem in parse("x" * (MAX_LENGTH + 1)).problems] == [
        "the expression is longer than 500,000 characters"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[5m " * 50_000,
        "[#a\n" * 50_000,
        '"\\' * 50_000,
        "'" + "\\'" * 50_000,
        "$" * 100_000,
        "${" * 50_000,
        "[[a" * 50_000,
        "1s" * 50_000 + ".",
        "1e" * 50_000,
        "#" * 100_000,
        "a" * 200_000 + "[",
        'x{a=~"' + "(a*)*" * 2_000 + '"}',
        'x{a=~"' + "(" * 20_000 + '"}',
        "f(" + "1," * 50_000 + "1)",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_texts_take_time_in_proportion_to_their_length(text: str) -> None:
    start = time.perf_counter()

    parse(text, EVERYTHING)

    # Some are read in a millisecond; what is quadratic takes minutes.
    assert time.perf_counter() - start < 10


TOKENS = """sum by ( ) { } [ ] [5m] [5m:1m] , = != =~ !~ == < </ + - * / % ^ @ "x" 'y' `z` ".+" 5
0x1F 1e3 5m 1h30m offset on group_left bool and unless fill rate foo a:b inf NaN # \\ é ☃ $x ${x:y}
[[z]] $__range topk count_values start step min_of anchored "\\x" '$a' "(" """


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from([*TOKENS.split(), " ", "\n"]), max_size=25).map("".join),
    ),
    grafana=st.booleans(),
)
def test_any_text_is_judged(text: str, grafana: bool) -> None:
    found = parse(text, Dialect(features=FLAGS, grafana=grafana))

    assert found.ok == (found.problems == ())
    assert found.expr is not None or not found.ok
    assert foreign(text) in ("MetricsQL", "LogQL", None)
    for problem in found.problems:
        assert 0 <= problem.start < problem.end <= len(text) or not text
    for node in found.nodes:
        assert 0 <= node.start <= node.end <= len(text)
    for use in found.variables:
        assert text[use.start : use.end] == use.text


def nested(kind: str, depth: int) -> Syntax:
    opening, inner, closing = NESTINGS[kind]
    return parse(opening * depth + inner + closing * depth, EVERYTHING)
