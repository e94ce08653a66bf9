"""lint on real repositories with known bugs: what it has to find, and what it must not say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", Path(__file__).parents[2] / "shared"))
CORPUS = SHARED / "corpus"
TRUE = {
    ("lmdeploy-dashboard", "dashboard/duplicate_panel_id"): "two of its panels have the id 10",
}
"""Findings on healthy suites that nobody had listed and that are right: the evidence."""

SEEDS = ("frontier-llm-mac-stack", "david-t-martel-mistralrs-monitoring")

pytestmark = pytest.mark.skipif(
    not (CORPUS / "score.py").exists(),
    reason=f"there is no corpus in {SHARED}: set FRONTIERKIT_SHARED",
)


@cache
def score(*ids: str) -> Any:
    """Return what the corpus says of `lint`: of some of its cases, or of all."""
    command = [sys.executable, str(CORPUS / "score.py"), "--json", "--jobs", "2"]
    command += ["--root", str(CORPUS)]
    command += ["--command", f"{sys.executable} -m frontierkit lint --format json"]
    command += [word for name in ids for word in ("--id", name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", SEEDS)
def test_every_provable_bug_of_the_seeds_is_found(name: str) -> None:
    found = score(name)

    assert found["misses"] == []
    assert found["crashes"] == []
    assert found["found"] == found["provable"] > 0


def test_nine_in_ten_provable_bugs_of_all_are_found() -> None:
    found = score()

    assert found["crashes"] == []
    assert found["found"] >= 0.9 * found["provable"], found["misses"]


def test_what_is_healthy_is_left_alone() -> None:
    alarms = [(case, check, message) for case, _, check, message, _ in score()["alarms"]]

    assert [alarm for alarm in alarms if alarm[:2] not in TRUE] == []
