"""What a matcher makes of what is known of a label."""

from __future__ import annotations

import pytest

from frontierkit.labels import ANY_VALUE, Label, Labels, MatchOp, Presence, Reason, Values, restrict

NEVER, MAYBE, ALWAYS = Presence
CODES = Values.of("200", "404", "500")
DIGITS = Values(patterns=frozenset({"[0-9]+"}))


def not_among(*values: str) -> Values:
    return Values(excluded=frozenset(values))


def matching(*patterns: str) -> Values:
    return Values(patterns=frozenset(patterns))


@pytest.mark.parametrize(
    ("before", "op", "operand", "after"),
    [
        # Equal.
        (Label(ALWAYS, CODES), "=", "200", Label(ALWAYS, Values.of("200"))),
        (Label(MAYBE, CODES), "=", "200", Label(ALWAYS, Values.of("200"))),
        (Label(MAYBE), "=", "x", Label(ALWAYS, Values.of("x"))),
        (Label(ALWAYS, CODES), "=", "201", None),
        (Label(MAYBE, CODES), "=", "201", None),
        (Label(NEVER), "=", "x", None),
        (Label(ALWAYS, DIGITS), "=", "7", Label(ALWAYS, Values.of("7"))),
        (Label(ALWAYS, DIGITS), "=", "x", None),
        (Label(MAYBE, not_among("x")), "=", "x", None),
        # Equal to nothing: the label is absent.
        (Label(ALWAYS, CODES), "=", "", None),
        (Label(MAYBE, CODES), "=", "", Label(NEVER)),
        (Label(NEVER), "=", "", Label(NEVER)),
        # Not equal.
        (Label(ALWAYS, CODES), "!=", "200", Label(ALWAYS, Values.of("404", "500"))),
        (Label(ALWAYS, Values.of("200")), "!=", "200", None),
        (Label(MAYBE, Values.of("200")), "!=", "200", Label(NEVER)),
        (Label(MAYBE), "!=", "x", Label(MAYBE, not_among("x"))),
        (Label(NEVER), "!=", "x", Label(NEVER)),
        # Not equal to nothing: the label is there.
        (Label(MAYBE, CODES), "!=", "", Label(ALWAYS, CODES)),
        (Label(MAYBE), "!=", "", Label(ALWAYS)),
        (Label(NEVER), "!=", "", None),
        # Matches.
        (Label(ALWAYS, CODES), "=~", "4..|5..", Label(ALWAYS, Values.of("404", "500"))),
        (Label(ALWAYS, CODES), "=~", "4", None),
        (Label(MAYBE, CODES), "=~", "5..", Label(ALWAYS, Values.of("500"))),
        (Label(MAYBE, CODES), "=~", "(5..)?", Label(MAYBE, Values.of("500"))),
        (Label(MAYBE, CODES), "=~", ".*", Label(MAYBE, CODES)),
        (Label(MAYBE, CODES), "=~", "|x", Label(NEVER)),
        (Label(MAYBE), "=~", "a.+", Label(ALWAYS, matching("a.+"))),
        (Label(MAYBE), "=~", "a|b", Label(ALWAYS, Values.of("a", "b"))),
        (Label(ALWAYS, DIGITS), "=~", "7|x", Label(ALWAYS, Values.of("7"))),
        (Label(ALWAYS, DIGITS), "=~", "[a-f]+", None),
        (Label(ALWAYS, DIGITS), "=~", "1.*", Label(ALWAYS, matching("[0-9]+", "1.*"))),
        (Label(NEVER), "=~", ".+", None),
        (Label(NEVER), "=~", ".*", Label(NEVER)),
        # Does not match.
        (Label(ALWAYS, CODES), "!~", "4..|5..", Label(ALWAYS, Values.of("200"))),
        (Label(ALWAYS, CODES), "!~", "[0-9]+", None),
        (Label(MAYBE, CODES), "!~", "[0-9]+", Label(NEVER)),
        (Label(MAYBE, CODES), "!~", "|200", Label(ALWAYS, Values.of("404", "500"))),
        (Label(MAYBE), "!~", "a|b", Label(MAYBE, not_among("a", "b"))),
        (Label(MAYBE), "!~", "|a", Label(ALWAYS, not_among("a"))),
        (Label(MAYBE), "!~", ".+", Label(NEVER)),
        (Label(MAYBE), "!~", ".*", None),
        (Label(ALWAYS), "!~", ".+", None),
        (Label(MAYBE), "!~", "a.+", Label(MAYBE, ANY_VALUE)),
    ],
)
def test_a_matcher_restricts_a_label(
    before: Label, op: MatchOp, operand: str, after: Label | None
) -> None:
    assert restrict(before, op, operand) == after


def test_a_regex_that_cannot_be_read_restricts_nothing_that_is_known() -> None:
    label = Label(ALWAYS, CODES)

    assert restrict(label, "=~", "(") == label
    assert restrict(label, "!~", "(") == label


def test_the_matcher_is_the_reason_only_where_it_says_more() -> None:
    exported, matched = Reason("exported so"), Reason("`code` is compared here")

    kept = restrict(Label(ALWAYS, CODES, exported), "!=", "999", matched)
    changed = restrict(Label(MAYBE, CODES, exported), "!=", "", matched)

    assert kept == Label(ALWAYS, CODES, exported)
    assert changed == Label(ALWAYS, CODES, matched)


def test_a_label_that_is_not_named_is_restricted_like_any_other() -> None:
    why = Reason("the catalog lists all labels")

    assert restrict(Labels().get("x"), "=", "1") == Label(ALWAYS, Values.of("1"))
    assert restrict(Labels(others=NEVER, why_others=why).get("x"), "=", "1") is None
