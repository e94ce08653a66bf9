"""docs/seeds.md names every alert of the seeds and all that cannot be measured, and real files."""

from __future__ import annotations

import re

from tests.offline import ROOT
from tests.sources.conftest import unmeasurable
from tests.sources.test_alerts import SEEDS

PAGE = (ROOT / "docs/seeds.md").read_text(encoding="utf-8")


def test_every_alert_of_the_seeds_has_a_line() -> None:
    assert {name for name in SEEDS if f"`{name}`" not in PAGE} == set()


def test_what_cannot_be_measured_is_listed() -> None:
    last = PAGE.partition("## Not exported by anything")[2].partition("\n## ")[0]

    assert {each.name for each in unmeasurable() if each.name not in last} == set()


def test_the_files_that_it_names_exist() -> None:
    named = set(re.findall(r"`((?:sources|docs|stacks|frontierkit)/[\w./-]+)`", PAGE))

    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_every_line_of_the_checklist_and_of_the_targets_has_a_row() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    checklist = [row for row in rows if row.startswith("| checklist: ")]
    objectives = PAGE.partition("## Objectives")[2].partition("\n## ")[0]

    assert len(checklist) == 11
    for words in ("P95 latency", "tool call P95", "throughput", "memory", "connection reuse",
                  "error rate", "startup", "shutdown"):  # fmt: skip
        assert words in objectives, words
    for row in rows:
        assert len(re.split(r"(?<!\\)\|", row)) in (4, 5), row
