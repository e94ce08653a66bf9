"""Every use of a label is found, with what is known of the label there."""

from __future__ import annotations

import pytest

from tests.analysis.worlds import facts, family, query, world

WORLD = world(
    family("a", "gauge", None, {"x": ("1",)}), family("b", "gauge", None, {}), target={"job": None}
)


def shown(text: str) -> list[str]:
    """Return uses as `purpose name side: presence`, with `lost` where something took it away."""
    uses = facts(WORLD).uses(query(text))
    return [
        f"{use.purpose} {use.name}{' ' + use.side if use.side else ''}:"
        f" {use.label.presence.word}{' lost' if use.lost else ''}"
        for use in uses
        if text[use.span.start : use.span.end].strip('"') == use.name
    ]


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ('a{x="1", nope!="2"}', ["matcher x: always", "matcher nope: never"]),
        ('unknown{x="1"}', []),
        ("sum by (x, nope) (a)", ["by x: always", "by nope: never"]),
        ("sum without (x) (a)", ["without x: always"]),
        ("sum by (x) (sum by (job) (a))", ["by x: never lost", "by job: always"]),
        ("sum by (x) (sum(unknown))", ["by x: never lost"]),
        ("a * on (x) b", ["on x left: always", "on x right: never"]),
        ("a * ignoring (x) b", ["ignoring x left: always", "ignoring x right: never"]),
        (
            "b * on (job) group_left (x, y) sum by (job) (a)",
            [
                "on job left: always",
                "on job right: always",
                "include x right: never lost",
                "include y right: never",
                "by job: always",
            ],
        ),
        ("b * on (job) group_right (x) a", ["on job left: always", "on job right: always",
                                            "include x left: never"]),
        ('label_replace(sum(a), "d", "$1", "x", "(.*)")', ["label_replace x: never lost"]),
        ('label_join(a, "d", "-", "x", "nope")',
         ["label_join x: always", "label_join nope: never"]),
        ('sort_by_label(a, "nope")', ["sort nope: never"]),
        ("sum by (le) (histogram_quantile(0.5, unknown_bucket))", ["by le: never lost"]),
        ("sum by (__name__) (rate(a[5m]))", ["by __name__: never"]),
    ],
)  # fmt: skip
def test_uses(text: str, uses: list[str]) -> None:
    assert shown(text) == uses
