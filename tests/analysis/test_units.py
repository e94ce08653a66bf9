"""Units multiply, divide and convert, and are spelled with words of the documented list."""

from __future__ import annotations

import pytest

from frontierkit.analysis.units import WORDS, Unit, add, join, subtract, unit


def of(word: str) -> Unit:
    found = unit(word)
    assert found is not None
    return found


@pytest.mark.parametrize("word", [*WORDS, "requests", "tokens", "bytes/seconds", "usd/tokens"])
def test_a_word_is_spelled_as_it_was_read(word: str) -> None:
    assert of(word).word == word


@pytest.mark.parametrize(
    ("word", "factor", "result"),
    [
        ("seconds", 1000, "milliseconds"),
        ("milliseconds", 0.001, "seconds"),
        ("ratio", 100, "percent"),
        ("percent", 0.01, "ratio"),
        ("bytes", 8, "bits"),
        ("bytes", 1 / 1024, "kibibytes"),
        ("bytes", 1 / 2**30, "gibibytes"),
        ("seconds", 1 / 3600, "hours"),
        ("tokens/seconds", 60, "tokens/minutes"),
        ("bytes/seconds", 1 / 1024, "kibibytes/seconds"),
        ("unix_seconds", 1000, "unix_milliseconds"),
    ],
)
def test_conversions(word: str, factor: float, result: str) -> None:
    found = of(word).scaled(factor)

    assert (found.word, found.sure) == (result, True)


def test_a_factor_that_converts_nothing_leaves_the_scale_in_doubt() -> None:
    found = of("bytes").scaled(0.9)

    assert (found.word, found.sure) == ("bytes", False)
    assert found.same_scale(of("kibibytes"))


@pytest.mark.parametrize(
    ("word", "factor"), [("requests", 1 / 300), ("requests", 1 / 60), ("requests", 8)]
)
def test_a_factor_converts_only_what_it_can(word: str, factor: float) -> None:
    assert not of(word).scaled(factor).sure


@pytest.mark.parametrize(
    ("over", "under", "result"),
    [
        ("bytes", "seconds", "bytes/seconds"),
        ("seconds", "seconds", "ratio"),
        ("seconds", "count", "seconds"),
        ("tokens", "requests", "tokens/requests"),
        ("joules", "seconds", "watts"),
        ("bytes/seconds", "bytes/seconds", "ratio"),
        ("milliseconds", "seconds", "0.001 1"),
    ],
)
def test_quotients(over: str, under: str, result: str) -> None:
    assert of(over).per(of(under)).word == result


@pytest.mark.parametrize(
    ("a", "b", "alike", "same_scale"),
    [
        ("seconds", "milliseconds", True, False),
        ("seconds", "bytes", False, True),
        ("bytes", "kibibytes", True, False),
        ("requests", "errors", True, True),
        ("requests", "ratio", False, True),
        ("requests/seconds", "hertz", True, True),
        ("ratio", "percent", True, False),
        ("seconds", "requests/seconds", False, True),
    ],
)
def test_likeness(a: str, b: str, alike: bool, same_scale: bool) -> None:
    assert of(a).alike(of(b)) is alike
    assert of(a).same_scale(of(b)) is same_scale


def test_points_in_time() -> None:
    now, while_ = of("unix_seconds"), of("seconds")

    assert subtract(now, now) == while_
    assert add(now, while_) == now
    assert add(now, now) is None
    assert subtract(now, while_) == now


def test_what_may_be_either_is_known_only_if_both_agree() -> None:
    assert join(of("seconds"), of("seconds")) == of("seconds")
    assert join(of("seconds"), of("milliseconds")) is None
    assert join(of("requests"), of("errors")) == of("count")
    assert join(of("seconds"), None) is None
