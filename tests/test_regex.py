"""Patterns mean what RE2 and Prometheus mean by them, and never take long."""

from __future__ import annotations

import re
import time
from string import ascii_letters, digits

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frontierkit.regex import (
    RegexError,
    accepts_none,
    branches_without_match,
    can_intersect,
    compile_re2,
    fully_matches,
    literal_alternatives,
    matches_empty,
)
from frontierkit.text import Span, underline


@pytest.mark.parametrize(
    ("pattern", "matched", "unmatched"),
    [
        ("", [""], ["a"]),
        ("abc", ["abc"], ["ab", "abcd", "xabc"]),
        ("a|bc", ["a", "bc"], ["ac", "abc"]),
        ("a.c", ["abc", "a\nc"], ["ac"]),
        ("(?-s)a.c", ["abc"], ["a\nc"]),
        ("a*b+c?", ["b", "aabbc"], ["a", "ac"]),
        ("a{2}b{1,}c{0,2}", ["aab", "aabbcc"], ["ab", "aabccc"]),
        ("a{,2}", ["a{,2}"], ["aa"]),
        ("a+?b??", ["a", "aab"], ["b"]),
        ("(a(b(c)))d", ["abcd"], ["abc"]),
        ("(?i)Ab(?-i)c", ["abc", "ABc"], ["abC"]),
        ("(?i:k)s", ["ks", "Ks", "\u212as"], ["kS"]),
        ("[a-c]x[^a-c]", ["axd", "bx\n"], ["dxd", "axa"]),
        ("[]a]+[^]]", ["]ab"], ["]]"]),
        (r"[\d.-]+", ["1.2-3"], ["a"]),
        ("[[:alpha:]_]+[[:^digit:]]", ["ab_!"], ["ab1"]),
        (r"\d+\.\w+\s", ["12.ab_ "], ["12xab "]),
        (r"\D\W\S", ["a-b"], ["1-b"]),
        (r"\pL\p{Lu}\P{Lu}\p{^Lu}", ["éÉéé"], ["1Ééé"]),
        (r"\p{Greek}+", ["αβγ"], ["abc"]),
        (r"\Qa.b\E+", ["a.b", "a.bb"], ["axb"]),
        (r"\x41\x{1F600}\101\n\t", ["A\U0001f600A\n\t"], ["AAA"]),
        ("^a$", ["a"], ["a\n", "\na"]),
        ("(?m)a$\n^b", ["a\nb"], ["ab"]),
        (r"\Aa\z", ["a"], ["aa"]),
        (r"a\b-\Bb?", ["a-"], ["a-b"]),
        ("(?P<x>a)(?<y>b)", ["ab"], ["a"]),
        ("a|", ["a", ""], ["b"]),
        ("(|a)+b", ["b", "aab"], ["a"]),
        (r"a\_\-\/", ["a_-/"], ["a"]),
    ],
)
def test_the_whole_value_must_match(pattern: str, matched: list[str], unmatched: list[str]) -> None:
    compiled = compile_re2(pattern)

    assert [value for value in matched if not compiled.fullmatch(value)] == []
    assert [value for value in unmatched if compiled.fullmatch(value)] == []
    assert matches_empty(pattern) == compiled.fullmatch("")


@pytest.mark.parametrize(
    "drawing",
    [
        ("a(b", " ^ this parenthesis is not closed"),
        ("a)b", " ^ there is no parenthesis to close"),
        ("a[b-", " ^ this bracket is not closed"),
        ("*a", "^ there is nothing to repeat"),
        ("a|+", "  ^ there is nothing to repeat"),
        ("a**", "  ^ a repetition of a repetition needs parentheses"),
        ("a+{2}", "  ^^^ a repetition of a repetition needs parentheses"),
        ("a{1001}", " ^^^^^^ a repetition is at most 1000, and in order"),
        ("a{3,2}", " ^^^^^ a repetition is at most 1000, and in order"),
        ("(a{40}){30}", "       ^^^^ the repetitions multiply to more than 1000"),
        ("a(?=b)", " ^^^ RE2 has no such thing as a lookahead"),
        ("(?<!a)b", "^^^^ RE2 has no such thing as a lookbehind"),
        ("(?>a)", "^^^ RE2 has no such thing as an atomic group"),
        (r"(a)\1", r"   ^^ RE2 has no such thing as a backreference"),
        ("(?x)a", "^^^ RE2 does not know this kind of group"),
        ("(?P<a-b>c)", "    ^^^ the name of the group is not a word"),
        ("(?P<a>b)(?P<a>c)", "            ^ the name of the group is taken"),
        (r"a\y", r" ^^ RE2 does not know the escape `\y`"),
        ("a\\", " ^ the pattern ends in a backslash"),
        (r"\p{Nope}", "^^^^^^^^ RE2 does not know this Unicode class"),
        ("[z-a]", " ^^^ the range runs backwards"),
        ("[[:nope:]]", " ^^^^^^^^ there is no class `[:nope:]`"),
        (r"[a-\d]", r"   ^^ RE2 does not know the escape `\d`"),
    ],
    ids=lambda drawing: str(drawing[0]),
)
def test_what_re2_refuses_is_refused_with_a_reason(drawing: tuple[str, str]) -> None:
    pattern, marks = drawing

    with pytest.raises(RegexError) as caught:
        compile_re2(pattern)

    error = caught.value
    span = Span(error.start, error.end)
    assert underline(pattern, span, error.message) == f"{pattern}\n{marks}"
    assert fully_matches(pattern, "a") is None


@pytest.mark.parametrize(
    ("pattern", "values"),
    [
        ("a", ("a",)),
        ("a|b(c|d)", ("a", "bc", "bd")),
        ("^(?:a|b)$", ("a", "b")),
        ("5..|a", None),
        ("5[0-2]x?", ("50", "50x", "51", "51x", "52", "52x")),
        ("a{1,3}", ("a", "aa", "aaa")),
        ("(?i)ab", ("AB", "Ab", "aB", "ab")),
        ("", ("",)),
        ("a||b", ("a", "", "b")),
        ("a*", None),
        ("[^a]", None),
        (r"a\.b", ("a.b",)),
        ("[a-z]{4}", None),
        (r"a\bb", None),
    ],
)
def test_a_small_set_of_values_is_listed(pattern: str, values: tuple[str, ...] | None) -> None:
    found = literal_alternatives(pattern)

    assert found == values
    assert all(compile_re2(pattern).fullmatch(value) for value in found or ())


@pytest.mark.parametrize(
    ("pattern", "values", "branches"),
    [
        ("a|b|c", ["a", "c"], [(2, 3, "b")]),
        ("(a|bb)", ["a"], [(3, 5, "bb")]),
        ("^(?:x.*|yy|)$", ["xy"], [(8, 10, "yy"), (11, 11, "")]),
        ("(?i)A|b", ["a", "B"], []),
        ("a(b|c)", ["ab"], []),
        ("abc", [], []),
    ],
)
def test_branches_that_match_nothing_are_found(
    pattern: str, values: list[str], branches: list[tuple[int, int, str]]
) -> None:
    assert branches_without_match(pattern, values) == branches


def test_a_pattern_may_match_none_of_the_values() -> None:
    assert accepts_none("a.+", ["a", "b", "xa1"])
    assert not accepts_none("a.+", ["a", "a1"])
    assert accepts_none("a", [])


@pytest.mark.parametrize(
    ("left", "right", "answer"),
    [
        ("a.*", ".*b", True),
        ("a.*", "b.*", False),
        ("[a-c]+", "[c-e]+", True),
        ("[a-c]+", "[d-f]+", False),
        ("(ab)+", "(abab)+", True),
        ("(ab)+", "(ba)+", False),
        ("a{3}", "a{4,}", False),
        ("a*", "b*", True),
        ("^a$", "a|b", True),
        ("(?i)ABC", "abc", True),
        (r"\d+", "[[:alpha:]]+", False),
        (r"a\b.", "a.", None),
        ("(.*a.{14})", "(.*b.{14})", None),
    ],
)
def test_whether_two_patterns_have_a_value_in_common(
    left: str, right: str, answer: bool | None
) -> None:
    assert can_intersect(left, right) is answer
    assert can_intersect(right, left) is answer


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("(a*)*b", "a" * 5000),
        ("(a|aa)+$b", "a" * 5000),
        ("(.*)*(.*)*(.*)*x", "y" * 5000),
        ("(a?){500}a{500}", "a" * 500),
    ],
)
def test_no_pattern_takes_long(pattern: str, value: str) -> None:
    start = time.perf_counter()

    compile_re2(pattern).fullmatch(value)

    # Backtracking would go on for ever.
    assert time.perf_counter() - start < 10


def test_a_pattern_with_too_many_states_is_refused_when_it_is_run() -> None:
    pattern = "x{1000}" * 30

    assert not matches_empty(pattern)
    with pytest.raises(RegexError, match="more than 20,000 states"):
        compile_re2(pattern).fullmatch("x")


def test_groups_may_be_nested_only_so_deep() -> None:
    assert compile_re2("(" * 90 + "a" + ")" * 90).fullmatch("a")
    with pytest.raises(RegexError, match="nested more than 100 deep"):
        compile_re2("(" * 5000 + ")" * 5000)


COMMON = r"a b ab c . .* x? y+ (ab|c) (?:a|) [a-c] [^ab] \d \w {2} | ( ) * + ? [ ] ^ $ \."
VALUES = st.text(alphabet="abcxy. \n1", max_size=8)


@settings(max_examples=200, deadline=None)
@given(pattern=st.lists(st.sampled_from(COMMON.split()), max_size=8).map("".join), value=VALUES)
def test_what_python_reads_alike_it_matches_alike(pattern: str, value: str) -> None:
    try:
        compiled = compile_re2(pattern)
        python = re.compile(f"(?s:{pattern.replace('$', chr(92) + 'Z')})")
    except (RegexError, re.error, FutureWarning):  # only one of them takes it, or neither
        assume(False)

    assert compiled.fullmatch(value) == (python.fullmatch(value) is not None)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=f"{ascii_letters}{digits}()[]{{}}|*+?.\\^$-:<>=!P,é\n", max_size=24))
def test_any_text_is_a_pattern_or_an_error(pattern: str) -> None:
    try:
        compiled = compile_re2(pattern)
    except RegexError as error:
        assert 0 <= error.start < error.end <= len(pattern)
        return
    values = literal_alternatives(pattern)

    assert values is None or all(map(compiled.fullmatch, values))
    assert can_intersect(pattern, pattern) in (True, None) or not values
