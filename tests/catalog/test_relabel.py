"""Relabelling does what Prometheus does."""

from __future__ import annotations

from pathlib import Path
from random import Random
from shutil import which
from typing import Any

import pytest

from frontierkit.catalog.relabel import relabel
from frontierkit.catalog.scraped_targets import static_targets
from frontierkit.catalog.template import UnreadableStep
from frontierkit.model.scrape import Relabel
from tests.catalog.running import running, settled
from tests.catalog.scraping import any_labels, any_step, configuration, jobs, step

CHAINS = 250
POINTS = {"a": "x", "b": "y", "c": "Xy7"}


@pytest.mark.parametrize(
    ("steps", "before", "after"),
    [
        # replace
        ([step(source_labels=("a",), target_label="n")], {"a": "x"}, {"a": "x", "n": "x"}),
        ([step(target_label="n", replacement="k")], {}, {"n": "k"}),
        ([step(source_labels=("a", "b"), target_label="n")], POINTS, {**POINTS, "n": "x;y"}),
        ([step(source_labels=("gone",), target_label="a")], {"a": "x"}, {}),
        ([step(source_labels=("gone",), regex="(.+)", target_label="a")], {"a": "x"}, {"a": "x"}),
        ([step(source_labels=("c",), regex="X", target_label="n")], POINTS, POINTS),
        (
            [step(source_labels=("c",), regex="(X)(?P<low>.).*", target_label="n_$1",
                  replacement="${low}${1}-$2$3$$")],
            POINTS,
            {**POINTS, "n_X": "yX-y$"},
        ),
        ([step(source_labels=("a",), target_label="n", replacement="$1x")], {"a": "x"}, {"a": "x"}),
        # keep, drop: anchored at both ends
        ([step("keep", source_labels=("c",), regex="X")], POINTS, None),
        ([step("keep", source_labels=("c",), regex="X.*")], POINTS, POINTS),
        ([step("drop", source_labels=("c",), regex="X")], POINTS, POINTS),
        ([step("drop", source_labels=("a", "b"), separator="", regex="xy")], POINTS, None),
        ([step("keepequal", source_labels=("a",), target_label="b")], POINTS, None),
        ([step("keepequal", source_labels=("a",), target_label="b")], {"a": "x", "b": "x"},
         {"a": "x", "b": "x"}),
        ([step("dropequal", source_labels=("gone",), target_label="gone2")], POINTS, None),
        # computed
        ([step("hashmod", source_labels=("a",), target_label="n", modulus=1000)], {"a": "x"},
         {"a": "x", "n": "726"}),
        ([step("uppercase", source_labels=("a", "b"), target_label="n")], POINTS,
         {**POINTS, "n": "X;Y"}),
        ([step("lowercase", source_labels=("c",), target_label="c")], {"c": "ÄX"}, {"c": "äx"}),
        # whole labels
        ([step("labelmap", regex="__meta_(.+)")], {"__meta_pod": "p"},
         {"__meta_pod": "p", "pod": "p"}),
        ([step("labeldrop", regex="[ab]")], POINTS, {"c": "Xy7"}),
        ([step("labelkeep", regex="a|d")], POINTS, {"a": "x"}),
        # an empty value is no label, and a chain ends where something is dropped
        ([], {"a": "x", "b": ""}, {"a": "x"}),
        ([step(target_label="a", replacement="")], {"a": "x"}, {}),
        ([step("drop", source_labels=("a",), regex="x"), step(target_label="n", replacement="k")],
         {"a": "x"}, None),
    ],
)  # fmt: skip
def test_labels_after_relabelling(
    steps: list[Relabel], before: dict[str, str], after: dict[str, str] | None
) -> None:
    assert relabel(before, steps) == after


@pytest.mark.parametrize(
    "wrong",
    [
        step("keep_metrics"),
        step("keep", regex="("),
        step("hashmod", target_label="n"),
        step("replace", target_label="n", given=frozenset({"if", "target_label"})),
    ],
)
def test_a_step_that_is_not_prometheus_s_is_refused(wrong: Relabel) -> None:
    with pytest.raises(UnreadableStep):
        relabel({"a": "x"}, [wrong])


@pytest.mark.skipif(not which("prometheus"), reason="prometheus is not installed")
def test_static_targets_have_the_labels_that_prometheus_gives_them(tmp_path: Path) -> None:
    random = Random(20260808)
    chains = [[any_step(random) for _ in range(random.randint(1, 4))] for _ in range(CHAINS)]
    targets = [[any_labels(random) for _ in range(6)] for _ in chains]
    text = configuration(chains, targets)

    ours = {job.name.text: _shown(static_targets(job)) for job in jobs(tmp_path, text)}
    with running(tmp_path, text) as ask:
        answer = settled(lambda: ask("targets"), _found)
    theirs: dict[str, set[frozenset[tuple[str, str]]]] = {name: set() for name in ours}
    for target in answer["activeTargets"]:
        theirs[target["scrapePool"]].add(frozenset(target["labels"].items()))

    assert sum(map(len, theirs.values())) > CHAINS
    assert len(answer["droppedTargets"]) > CHAINS / 10
    assert ours == theirs


def _found(answer: dict[str, list[Any]]) -> int:
    return len(answer["activeTargets"]) + len(answer["droppedTargets"])


def _shown(targets: Any) -> set[frozenset[tuple[str, str]]]:
    return {
        frozenset((name, value) for name, value in target.items() if not name.startswith("__"))
        for target in targets
        if target is not None
    }
