"""What a release does not know, or must be told to allow, is a problem that says so."""

from __future__ import annotations

import pytest

from frontierkit.promql import AGGREGATORS, FLAGS, FUNCTIONS, Dialect, Need, parse

EXPERIMENTAL = "promql-experimental-functions"


@pytest.mark.parametrize(
    ("text", "version", "message"),
    [
        (
            "first_over_time(up[5m])",
            (3, 6),
            "`first_over_time` needs Prometheus 3.7 or later, the target is 3.6",
        ),
        (
            "first_over_time(up[5m])",
            (3, 13),
            "`first_over_time` is experimental in Prometheus 3.13:"
            " it needs `--enable-feature=promql-experimental-functions`",
        ),
        ("first_over_time(up[5m])", (3, 14), None),
        (
            "limitk(5, up)",
            (2, 53),
            "`limitk` needs Prometheus 2.54 or later, the target is 2.53",
        ),
        (
            "a </ b",
            (3, 10),
            "the operator `</` needs Prometheus 3.11 or later, the target is 3.10",
        ),
        ("a </ b", (3, 11), None),
        (
            '{"up"}',
            (2, 42),
            "a quoted name needs Prometheus 2.52 or later, the target is 2.42",
        ),
        (
            'up{"a b"="c"}',
            (2, 55),
            "a name with any characters is experimental in Prometheus 2.55:"
            " it needs `--enable-feature=utf8-names`",
        ),
        (
            "time() - x > 10m",
            (2, 53),
            "a duration as a number needs Prometheus 2.54 or later, the target is 2.53",
        ),
        (
            "up[300]",
            (2, 53),
            "a plain number as a duration needs Prometheus 2.54 or later, the target is 2.53",
        ),
        (
            "1_000",
            (2, 53),
            "a number with underscores needs Prometheus 2.54 or later, the target is 2.53",
        ),
        ("up @ 1", (2, 42), None),
        ("up offset -5m", (2, 42), None),
        ("holt_winters(up[5m], 1, 1)", (2, 55), None),
        (
            "holt_winters(up[5m], 1, 1)",
            (3, 0),
            "`holt_winters` was removed in Prometheus 3.0, use `double_exponential_smoothing`",
        ),
        (
            "rate(up[5m] anchored)",
            (3, 14),
            "`anchored` is experimental in Prometheus 3.14:"
            " it needs `--enable-feature=promql-extended-range-selectors`",
        ),
        (
            "a + fill(0) b",
            (3, 14),
            "a fill modifier is experimental in Prometheus 3.14:"
            " it needs `--enable-feature=promql-binop-fill-modifiers`",
        ),
        (
            "up[5m + 1m]",
            (3, 14),
            "arithmetic with durations is experimental in Prometheus 3.14:"
            " it needs `--enable-feature=promql-duration-expr`",
        ),
        (
            "min_of(1, 2)",
            (3, 14),
            "`min_of` is experimental in Prometheus 3.14:"
            " it needs `--enable-feature=promql-experimental-functions`",
        ),
    ],
)
def test_a_release_takes_only_what_it_knows(
    text: str, version: tuple[int, int], message: str | None
) -> None:
    problems = parse(text, Dialect(version)).problems

    assert [problem.message for problem in problems] == ([] if message is None else [message])


@pytest.mark.parametrize(
    "text",
    [
        "rate(up[5m] smoothed)",
        "a + fill_left(-1) fill_right(2) b",
        "up[step() * 2 : max_of(range(), 5m)] offset -(5m / 2)",
        "limitk(3, up)",
        "info(up, {job=~'.*'})",
        "a </ b >/ c",
        "start() + end() - range() / step()",
    ],
)
def test_feature_flags_switch_things_on(text: str) -> None:
    assert parse(text, Dialect(features=FLAGS)).problems == ()


def test_a_flag_does_not_bring_what_the_release_lacks() -> None:
    dialect = Dialect((3, 9), FLAGS)

    assert not parse("a + fill(0) b", dialect).ok


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("sum(rate(up[5m])) by (job) > 0", ()),
        (
            "sgn(up @ 5)",
            (
                Need("the `@` modifier", "2.25", None, 7, 10),
                Need("`sgn`", "2.26", None, 0, 3),
            ),
        ),
        ("mad_over_time(up[5m])", (Need("`mad_over_time`", "2.49", EXPERIMENTAL, 0, 13),)),
        ("a atan2 b", (Need("the operator `atan2`", "2.31", None, 2, 7),)),
    ],
)
def test_what_an_expression_needs_is_known_even_where_it_is_there(
    text: str, needs: tuple[Need, ...]
) -> None:
    assert parse(text).needs == needs


def test_a_need_names_no_flag_once_the_release_is_past_it() -> None:
    text = "first_over_time(up[5m])"

    assert [need.flag for need in parse(text, Dialect((3, 13))).needs] == [EXPERIMENTAL]
    assert [need.flag for need in parse(text, Dialect((3, 14))).needs] == [None]


def test_the_tables_say_since_when() -> None:
    assert FUNCTIONS["rate"].since == (2, 0)
    assert FUNCTIONS["sgn"].since == (2, 26)
    assert (FUNCTIONS["info"].since, FUNCTIONS["info"].flag) == ((2, 55), EXPERIMENTAL)
    assert FUNCTIONS["round"].args == ("instant vector", "scalar")
    assert AGGREGATORS["topk"].param == "scalar"
    assert AGGREGATORS["sum"].param is None
