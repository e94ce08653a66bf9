"""What a release does not know, or must be told to allow, is a problem that says so."""

from __future__ import annotations

import pytest

from frontierkit.promql import AGGREGATORS, FLAGS, FUNCTIONS, Dialect, Need, parse

EXPERIMENTAL = "promql-experimental-functions"


@pytest.mark.parametrize(
    ("text", "version", "thing", "since"),
    [
        ("first_over_time(up[5m])", "3.6", "`first_over_time`", "3.7"),
        ("limitk(5, up)", "2.53", "`limitk`", "2.54"),
        ("group(up)", "2.19", "`group`", "2.20"),
        ("a </ b", "3.10", "the operator `</`", "3.11"),
        ("a atan2 b", "2.30", "the operator `atan2`", "2.31"),
        ('{"up"}', "2.42", "a quoted name", "2.52"),
        ("time() - x > 10m", "2.53", "a duration as a number", "2.54"),
        ("up[300]", "2.53", "a plain number as a duration", "2.54"),
        ("up @ 1m", "2.53", "a duration as a number", "2.54"),
        ("1_000", "2.53", "a number with underscores", "2.54"),
        ("up[+5m]", "3.3", "a sign before a duration", "3.4"),
    ],
)
def test_a_release_does_not_take_what_came_later(
    text: str, version: str, thing: str, since: str
) -> None:
    found = messages(text, version)

    assert found == [f"{thing} needs Prometheus {since} or later, the target is {version}"]
    assert messages(text, since, *FLAGS, "promql-at-modifier") == []


@pytest.mark.parametrize(
    ("text", "version", "thing", "flag"),
    [
        ("first_over_time(up[5m])", "3.13", "`first_over_time`", EXPERIMENTAL),
        ('up{"a b"="c"}', "2.55", "a name with any characters", "utf8-names"),
        ("up offset -5m", "2.32", "a negative offset", "promql-negative-offset"),
        ("rate(up[5m] anchored)", "3.14", "`anchored`", "promql-extended-range-selectors"),
        ("a + fill(0) b", "3.14", "a fill modifier", "promql-binop-fill-modifiers"),
        ("up[5m + 1m]", "3.14", "arithmetic with durations", "promql-duration-expr"),
        ("min_of(1, 2)", "3.14", "`min_of`", EXPERIMENTAL),
        ("limit_ratio(0.1, up)", "3.14", "`limit_ratio`", EXPERIMENTAL),
    ],
)
def test_what_is_experimental_must_be_switched_on(
    text: str, version: str, thing: str, flag: str
) -> None:
    needs = f"it needs `--enable-feature={flag}`"

    assert messages(text, version) == [f"{thing} is experimental in Prometheus {version}: {needs}"]
    assert messages(text, version, flag) == []


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("first_over_time(up[5m])", "3.14"),
        ("up @ 1 offset -5m", "2.42"),
        ("histogram_quantile(0.9, rate(x_bucket[1h30m]))", "2.42"),
        ("holt_winters(up[5m], 1, 1)", "2.55"),
        ('{"a b"}', "3.0"),
    ],
)
def test_what_a_release_knows_is_fine(text: str, version: str) -> None:
    assert messages(text, version) == []


def test_a_function_that_was_removed_names_its_successor() -> None:
    assert messages("holt_winters(up[5m], 1, 1)", "3.0") == [
        "`holt_winters` was removed in Prometheus 3.0, use `double_exponential_smoothing`"
    ]


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


def messages(text: str, version: str, *features: str) -> list[str]:
    major, minor = map(int, version.split("."))
    dialect = Dialect((major, minor), frozenset(features))
    return [problem.message for problem in parse(text, dialect).problems]
