"""Whatever is claimed of labels that are half known is true of all that they may be."""

from __future__ import annotations

from random import Random

import pytest

from frontierkit.catalog.relabel import matches, relabel
from frontierkit.catalog.scraped_draft import Draft
from frontierkit.catalog.scraped_relabel import relabel_known
from frontierkit.labels import Label, Labels, Presence, Values
from frontierkit.model.scrape import Relabel
from tests.catalog.scraping import NAMES, all_of, any_labels, any_step, step

NEVER, MAYBE, ALWAYS = Presence


def holds(label: Label, value: str) -> bool:
    """Return whether a label can have a value, where the empty one is none."""
    if not value:
        return label.presence is not ALWAYS
    values = label.values
    listed = values.finite is None or value in values.finite
    matching = all(matches(pattern, value) for pattern in values.patterns)
    return label.presence > NEVER and listed and matching and value not in values.excluded


@pytest.mark.parametrize("seed", range(400))
def test_every_outcome_is_within_the_claims(seed: int) -> None:
    random = Random(seed)
    chain = [any_step(random) for _ in range(random.randint(1, 4))]
    label_sets = [any_labels(random) for _ in range(random.randint(1, 4))]
    known = all_of(label_sets)
    hidden = random.choice((NEVER, MAYBE))
    before = Draft(_blurred(known, random), hidden)

    after = relabel_known(before, chain)

    for labels in label_sets:
        left = relabel(labels, chain)
        if left is None:
            assert after is None or not after.sure
            continue
        assert after is not None
        for name in {*left, *NAMES, *after.labels.named}:
            assert holds(after.get(name), left.get(name, "")), (name, left, after)


def _blurred(known: Labels, random: Random) -> Labels:
    """Return labels with some of the knowledge taken away."""
    named = dict(known.named)
    for name, label in known.named.items():
        if random.random() < 0.3:
            named[name] = Label(MAYBE if random.random() < 0.5 else label.presence)
    if random.random() < 0.5:
        return Labels(named, NEVER)
    gone = {name for name in named if random.random() < 0.3 and not name.startswith("__")}
    return Labels({name: label for name, label in named.items() if name not in gone}, MAYBE)


ANY = Label(MAYBE)
X_OR_Y = Label(ALWAYS, Values.of("x", "y"))
OPEN = Labels({"a": X_OR_Y})
CLOSED = Labels({"a": X_OR_Y, "any": Label(ALWAYS)}, NEVER)


@pytest.mark.parametrize(
    ("before", "steps", "name", "after"),
    [
        (CLOSED, [step(source_labels=("a",), target_label="n")], "n", X_OR_Y),
        (CLOSED, [step(source_labels=("any",), target_label="n")], "n", Label(ALWAYS)),
        (OPEN, [step(source_labels=("other",), target_label="n")], "n", ANY),
        (CLOSED, [step(source_labels=("other",), target_label="a")], "a", Label(NEVER)),
        (
            Labels({"a": X_OR_Y, "may": Label(MAYBE)}, NEVER),
            [step(source_labels=("may",), regex="(.+)", target_label="a")],
            "a",
            Label(ALWAYS),
        ),
        (
            Labels({"a": X_OR_Y, "may": Label(MAYBE)}, NEVER),
            [step(source_labels=("may",), target_label="a")],
            "a",
            ANY,
        ),
        (
            CLOSED,
            [step(source_labels=("a",), regex="x", target_label="n", replacement="k")],
            "n",
            Label(MAYBE, Values.of("k")),
        ),
        (
            CLOSED,
            [step(source_labels=("any",), regex="x.*", target_label="a", replacement="k")],
            "a",
            Label(ALWAYS, Values.of("k", "x", "y")),
        ),
        (
            CLOSED,
            [step("keep", source_labels=("a",), regex="x")],
            "a",
            Label(ALWAYS, Values.of("x")),
        ),
        (
            CLOSED,
            [step("drop", source_labels=("a",), regex="x")],
            "a",
            Label(ALWAYS, Values.of("y")),
        ),
        (
            CLOSED,
            [step("keep", source_labels=("any",), regex="p.+")],
            "any",
            Label(ALWAYS, Values(patterns=frozenset({"p.+"}))),
        ),
        (
            CLOSED,
            [step("hashmod", source_labels=("any",), target_label="n", modulus=2)],
            "n",
            Label(ALWAYS, Values.of("0", "1")),
        ),
        (CLOSED, [step("labeldrop", regex="a")], "a", Label(NEVER)),
        (OPEN, [step("labeldrop", regex="other|more")], "other", Label(NEVER)),
        (OPEN, [step("labelkeep", regex="a|b")], "other", Label(NEVER)),
        (OPEN, [step("labelkeep", regex="a|b")], "b", ANY),
        (CLOSED, [step("labelmap", regex="(a)", replacement="map_$1")], "map_a", X_OR_Y),
    ],
)
def test_what_is_claimed_after_a_step(
    before: Labels, steps: list[Relabel], name: str, after: Label
) -> None:
    left = relabel_known(Draft(before), steps)

    assert left is not None
    found = left.get(name)
    assert (found.presence, found.values) == (after.presence, after.values)


@pytest.mark.parametrize(
    "steps",
    [
        [step("drop", source_labels=("a",), regex="x|y")],
        [step("keep", source_labels=("a",), regex="z")],
        [step("keep", source_labels=("gone",), regex=".+")],
        [step("keep", source_labels=("a", "any"), regex="z_;.*")],
        [
            step("keep", source_labels=("a",), regex="x"),
            step("drop", source_labels=("a",), regex="x"),
        ],
    ],
)
def test_what_is_sure_to_be_dropped(steps: list[Relabel]) -> None:
    assert relabel_known(Draft(CLOSED), steps) is None


def test_a_map_of_what_a_discovery_tells_opens_the_labels() -> None:
    mapping = step("labelmap", regex="__meta_kubernetes_pod_label_(.+)")
    before = Draft(Labels({"job": Label(ALWAYS, Values.of("pods"))}, NEVER), hidden=MAYBE)

    after = relabel_known(before, [mapping])

    assert after is not None
    assert after.labels.others is MAYBE
    assert after.get("job").presence is ALWAYS
    assert after.get("job").values == Values()


def test_a_step_of_another_program_leaves_nothing_sure() -> None:
    after = relabel_known(Draft(CLOSED), [step("keep_if_contains", source_labels=("a",))])

    assert after is not None
    assert not after.sure
    assert after.get("a") == Label(MAYBE, why=after.get("a").why)
    assert after.labels.others is MAYBE
