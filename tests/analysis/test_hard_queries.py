"""Seventeen queries on which following labels by name alone goes wrong."""

from __future__ import annotations

import pytest

from frontierkit.analysis.interval import Interval
from frontierkit.labels import Presence, Values
from tests.analysis.worlds import facts, family, query, series, world

NEVER, MAYBE, ALWAYS = Presence.NEVER, Presence.MAYBE, Presence.ALWAYS

UNKNOWN = world()
KNOWN = world(family("x", "histogram", "seconds", {"job": None}, buckets=(0.5, 10.0)), target={})


@pytest.mark.parametrize(
    ("text", "label", "presence"),
    [
        ('foo{job=~".*"}', "job", MAYBE),
        ('foo{job=~"a|"}', "job", MAYBE),
        ('foo{job=~"a|b"}', "job", ALWAYS),
        ('foo{job!=""}', "job", ALWAYS),
        ('foo{job!~""}', "job", ALWAYS),
        ('foo{job=""}', "job", NEVER),
        ("sum by(le)(histogram_quantile(.9, sum by(le,job)(rate(x_bucket[5m]))))", "le", NEVER),
        ("sum by(__name__)(rate(foo[5m]))", "__name__", NEVER),
        ("sum by(__name__)(foo * 2)", "__name__", NEVER),
        ("sum by(__name__)(foo > bar)", "__name__", ALWAYS),
        ("sum by(__name__)(foo > on(job) bar)", "__name__", NEVER),
        ("sum by(__name__)(foo > bool 1)", "__name__", NEVER),
        ("sum by(__name__)(last_over_time(foo[5m]))", "__name__", ALWAYS),
        ('label_replace(foo, "job", "", "", "")', "job", NEVER),
        ('label_replace(sum(foo), "job", "$1", "nope", "(.+)")', "job", NEVER),
        ('label_replace(sum(foo), "job", "$1", "nope", "(.*)")', "job", NEVER),
        ('label_replace(sum(foo), "job", "x$1", "nope", "(.*)")', "job", ALWAYS),
        ("sum by(version)(info(sum by(job,instance)(foo)))", "version", MAYBE),
        ("sum by(version)(info(sum(foo)))", "version", NEVER),
        ("topk by(nope)(5, sum by(job)(foo))", "job", MAYBE),
        ("topk by(nope)(5, sum by(job)(foo))", "nope", NEVER),
        ('absent(sum by(job)(foo{job="x"}))', "job", NEVER),
        ('absent(foo{job="x"})', "job", ALWAYS),
        ('absent(foo{job="x",job!="y"})', "job", NEVER),
        ("sum by(version)(sum by(a,b)(foo) * on(b) group_left(a, version) bar)", "version", MAYBE),
        ('foo{version="1"} * on(instance) group_left(version) bar', "version", MAYBE),
        (
            'foo{version="1"} * on(instance) group_left(version) sum by(instance)(bar)',
            "version",
            NEVER,
        ),
    ],
)
def test_presence_of_a_label(text: str, label: str, presence: Presence) -> None:
    assert series(text, UNKNOWN).label(label).presence is presence


@pytest.mark.parametrize(
    "text",
    [
        "histogram_quantile(.9, sum by(job)(rate(x_bucket[5m])))",
        "foo > 5 and foo < 3",
        "(foo > 5) < 3",
        'foo{a="1"} * bar{a="2"}',
        'foo{a="1"} * on(a) bar{a="2"}',
        'foo{a="1"} and on(a) bar{a="2"}',
        'foo{a="1",a="2"}',
        'foo{a=~"b.*", a=~"c.*"}',
        "foo unless foo",
    ],
)
def test_expressions_that_are_always_empty(text: str) -> None:
    found = series(text, KNOWN)

    assert found.empty is ALWAYS
    assert found.why_empty is not None


@pytest.mark.parametrize(
    "text",
    [
        "histogram_quantile(.9, sum by(job)(rate(unknown_bucket[5m])))",
        "histogram_quantile(.9, sum by(job,le)(rate(x_bucket[5m])))",
        "foo > 5 and foo < 7",
        "foo > 5 and bar < 3",
        "foo > 5 and on(job) foo < 3",
        'foo{a="1"} * ignoring(a) bar{a="2"}',
        'foo{a="1"} * on(b) bar{a="2"}',
        'foo{a="1"} or bar{a="2"}',
        "foo * on(job) sum(bar)",
    ],
)
def test_expressions_that_may_have_a_result(text: str) -> None:
    assert series(text, KNOWN).empty is MAYBE


def test_series_without_the_label_match_a_sum() -> None:
    found = series("foo * on(job) sum(bar)", UNKNOWN)

    assert found.label("job").presence is NEVER


def test_limitk_keeps_labels_and_range() -> None:
    found = series('limitk(3, foo{a="1"} > 7)', UNKNOWN)

    assert found.label("a").values == Values.of("1")
    assert found.range == Interval(7.0, nan=False, low_open=True)


def test_a_grouping_that_is_not_there_is_a_use_that_never_was() -> None:
    known = facts(KNOWN)
    asked = query("topk by(nope)(5, sum by(job)(foo))")

    uses = {use.name: (use.label.presence.word, use.lost) for use in known.uses(asked)}

    assert uses == {"nope": ("never", True), "job": ("maybe", False)}
