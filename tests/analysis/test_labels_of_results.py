"""Labels, names and emptiness through every construct."""

from __future__ import annotations

import pytest

from frontierkit.labels import Presence
from tests.analysis.worlds import family, series, world

WORLD = world(
    family("a", "gauge", None, {"x": ("1", "2"), "y": None}),
    family("b", "gauge", None, {"x": ("2", "3"), "z": ("9",)}),
    family("version_info", "info", None, {"version": ("v1", "v2")}),
    family("h", "histogram", "seconds", {"x": ("1", "2")}, buckets=(1.0, 2.0)),
    target={"job": ("j",)},
)
OPEN = world(family("open_family", "gauge", None, None))


def shown(text: str) -> str:
    """Return labels as `always=values maybe? …`, then the names, if any are carried."""
    found = series(text, WORLD)
    parts = []
    for name, label in sorted(found.labels.named.items()):
        values = "" if label.values.finite is None else "|".join(sorted(label.values.finite))
        mark = {Presence.ALWAYS: "", Presence.MAYBE: "?"}.get(label.presence)
        if mark is not None:
            parts.append(f"{name}{mark}" + (f"={values}" if values else ""))
    if not found.labels.closed:
        parts.append("...")
    names = found.names - {""} if found.names is not None else {"*"}
    return " ".join(parts + [f"[{name}]" for name in sorted(names)])


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("a", "job=j x=1|2 y? [a]"),
        ('a{x="1"}', "job=j x=1 y? [a]"),
        ('a{x!="1"}', "job=j x=2 y? [a]"),
        ('a{x=~"1|3"}', "job=j x=1 y? [a]"),
        ('a{y="k"}', "job=j x=1|2 y=k [a]"),
        ('{__name__="a"}', "job=j x=1|2 y? [a]"),
        ('{__name__=~"a|b"}', "job=j x=1|2|3 y? z?=9 [a] [b]"),
        ('{job="j"}', "job=j ... [*]"),
        ("a offset 5m", "job=j x=1|2 y? [a]"),
        ("rate(a[5m])", "job=j x=1|2 y?"),
        ("last_over_time(a[5m])", "job=j x=1|2 y? [a]"),
        ("first_over_time(a[5m])", "job=j x=1|2 y? [a]"),
        ("max_over_time((a > 1)[5m:1m])", "job=j x=1|2 y?"),
        ("abs(a)", "job=j x=1|2 y?"),
        ("sort(a)", "job=j x=1|2 y? [a]"),
        ('sort_by_label(a, "x")', "job=j x=1|2 y? [a]"),
        ("-a", "job=j x=1|2 y?"),
        ("+a", "job=j x=1|2 y? [a]"),
        ("a + 1", "job=j x=1|2 y?"),
        ("a > 1", "job=j x=1|2 y? [a]"),
        ("1 < a", "job=j x=1|2 y? [a]"),
        ("a > bool 1", "job=j x=1|2 y?"),
        ("sum(a)", ""),
        ("sum by (x) (a)", "x=1|2"),
        ("sum by (nope) (a)", ""),
        ("sum by (__name__, x) (a)", "x=1|2 [a]"),
        ("sum without (x) (a)", "job=j y?"),
        ("topk(2, a)", "job=j x=1|2 y? [a]"),
        ("limit_ratio(0.5, a)", "job=j x=1|2 y? [a]"),
        ('count_values("v", up)', "v=0|1"),
        ('count_values by (x) ("v", a)', "v x?=1|2"),
        ('count_values without (x) ("x", a)', "job=j y?"),
        ('count_values("__name__", a)', "[*]"),
        ("a + b", "job=j x=2"),
        ("a + on (x) b", "x=2"),
        ("a + ignoring (y, z) b", "job=j x=2"),
        ("a * on (x) group_left (z) b", "job=j x=2 y? z=9"),
        ("a * on (x) group_right b", "job=j x=2 z=9"),
        ("a * on (job) group_left (version) version_info", "job=j version=v1|v2 x=1|2 y?"),
        ("a * on (job) group_left (nope) version_info", "job=j x=1|2 y?"),
        ("a > on (x) b", "x=2"),
        ("a > on (x) group_left b", "job=j x=2 y? [a]"),
        ("a > on (x) group_right b", "job=j x=2 z=9 [b]"),
        ("a > ignoring (y, z) b", "job=j x=2 [a]"),
        ("a and on (x) b", "job=j x=2 y? [a]"),
        ("a unless on (x) b", "job=j x=1|2 y? [a]"),
        ("a or b", "job=j x=1|2|3 y? z?=9 [a] [b]"),
        ("sum by (x) (a) or vector(0)", "x?=1|2"),
        ("vector(1)", ""),
        ('absent(a{x="1",y=~"k"})', "x=1"),
        ('absent_over_time(a{x="1"}[5m])', "x=1"),
        ('absent((a{x="1"}))', "x?=1"),
        ("histogram_quantile(0.5, h_bucket)", "job=j x=1|2"),
        ('label_replace(a, "new", "$1", "x", "(.*)")', "job=j new=1|2 x=1|2 y? [a]"),
        ('label_replace(a, "new", "v$1", "x", "(.*)")', "job=j new=v1|v2 x=1|2 y? [a]"),
        ('label_replace(a, "x", "$1", "x", "(1)")', "job=j x=1|2 y? [a]"),
        ('label_replace(a, "new", "k", "x", "1")', "job=j new?=k x=1|2 y? [a]"),
        ('label_replace(a, "y", "k", "x", "3")', "job=j x=1|2 y? [a]"),
        ('label_replace(a, "y", "k", "x", ".*")', "job=j x=1|2 y=k [a]"),
        ('label_replace(a, "new", "$1", "y", "(.+)")', "job=j new? x=1|2 y? [a]"),
        ('label_replace(a, "__name__", "c", "", "")', "job=j x=1|2 y? [c]"),
        ('label_join(a, "new", "-", "x", "job")', "job=j new=1-j|2-j x=1|2 y? [a]"),
        ('label_join(a, "new", "-", "x", "y")', "job=j new x=1|2 y? [a]"),
        ("info(a)", "job=j x=1|2 y? ... [a]"),
        ('info(a, {version=~".+"})', "job=j version? x=1|2 y? [a]"),
        ("a + fill(0) b", "job=j x=1|2|3 y? z?=9"),
        ("scalar(a)", ""),
        ("time()", ""),
        ("hour(a)", "job=j x=1|2 y?"),
        ("hour()", ""),
        ("(a)[5m:]", "job=j x=1|2 y? [a]"),
    ],
)
def test_labels(text: str, labels: str) -> None:
    assert shown(text) == labels


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("a", "maybe"),
        ('a{x="3"}', "always"),
        ('a{nope="3"}', "always"),
        ('a{nope=""}', "maybe"),
        ('a{nope!="3"}', "maybe"),
        ('a{x=~"[3-9]"}', "always"),
        ('a{x!~"1|2"}', "always"),
        ('sum(a{x="3"})', "always"),
        ('rate(a{x="3"}[5m])', "always"),
        ('a{x="3"} or b', "maybe"),
        ('a{x="3"} or b{x="1"}', "always"),
        ('a{x="3"} + b', "always"),
        ("b + a{x='3'}", "always"),
        ('absent(a{x="3"})', "never"),
        ("absent(a)", "maybe"),
        ("absent(vector(1))", "always"),
        ("vector(1)", "never"),
        ("vector(1) > 0", "never"),
        ("vector(1) > 2", "always"),
        ("sum(vector(1))", "never"),
        ("sum(a) or vector(0)", "never"),
        ("a or vector(0)", "never"),
        ("topk(0, a)", "always"),
        ("clamp(a, 3, 2)", "always"),
        ("up > 1", "always"),
        ("up == 2", "always"),
        ("up == 0.5", "always"),
        ("up >= 0", "maybe"),
        ("up < 0", "always"),
        ("version_info == 0", "always"),
        ("version_info == 1", "maybe"),
        ("version_info != 1", "always"),
        ("count(a) == 0", "always"),
        ("count(a) < 1", "always"),
        ("hour() > 23", "always"),
        ("a{x='1'} + b", "always"),
        ("a + on (x) group_left (z) b{x='3'}", "always"),
        ("a + on (z) b", "always"),
        ("a + on (nope) b", "maybe"),
        ("a + on () b", "maybe"),
        ("a and vector(1)", "always"),
        ("a and on () vector(1)", "maybe"),
        ("vector(1) and on () vector(1)", "never"),
        ("a unless on () vector(1)", "always"),
        ("sum(a) == 0 and up == 1", "maybe"),
        ("sum(a) == 0 and up{job='j'} == 1", "always"),
        ("sum(a) == 0 and on () up{job='j'} == 1", "maybe"),
        ("a + fill(0) b{x='7'}", "maybe"),
        ("histogram_quantile(0.5, sum(h_bucket))", "always"),
        ("histogram_quantile(0.5, h_bucket) > 2", "always"),
        ("histogram_quantile(0.5, h_bucket) >= 2", "maybe"),
        ("histogram_quantile(0.5, h_bucket) < 0", "always"),
        ("histogram_count(a)", "always"),
        ("a > 5 unless a > 3", "always"),
        ("a > 5 unless a > 7", "maybe"),
        ("(a > 5) == 3", "always"),
        ("(a > 5 or b > 7) < 3", "always"),
        ("day_of_month(a) > 31", "always"),
    ],
)
def test_emptiness(text: str, empty: str) -> None:
    found = series(text, WORLD)

    assert found.empty.word == empty
    assert found.why_empty is not None or empty != "always"


def test_what_is_open_stays_open() -> None:
    known = series("sum without (x) (open_family)", OPEN).labels

    assert known.get("anything").presence is Presence.MAYBE
    assert known.get("x").presence is Presence.NEVER


def test_a_label_that_was_never_there_is_not_lost_again() -> None:
    found = series("sum by (job, nope) (a)", WORLD).label("nope")

    assert found.why is not None
    assert "catalog" in found.why.text


def test_branches_keep_their_own_labels() -> None:
    found = series("sum by (x) (a) or sum by (z) (b)", WORLD)

    assert [branch.labels.possible() for branch in found.alternatives] == [("x",), ("z",)]
