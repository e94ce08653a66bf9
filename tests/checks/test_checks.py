"""Each check answers to the cases that share its name, and to its own page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from frontierkit.checks import CHECKS, load_check
from tests.checks import harness

HERE = Path(__file__).parent


@cache
def load(name: str) -> Any:
    path = HERE / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {"cases": []}


CASES = [
    pytest.param(name, case, id=f"{name}: {case['name']}")
    for name in CHECKS
    for case in load(name)["cases"]
]


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRONTIERKIT_CACHE", "")
    return tmp_path


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    found = harness.diagnostics(name, case, load(name), tmp_path)

    assert harness.drawn(found, case) == str(case["expect"]).rstrip()
    for word in case.get("says", []):
        assert word in harness.words(found)


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_has_a_case_that_finds_and_one_that_is_clean(name: str) -> None:
    expectations = {case["expect"] == "clean" for case in load(name)["cases"]}

    assert expectations == {True, False}


@pytest.mark.parametrize("name", CHECKS)
def test_the_page_tells_the_truth(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind, examples in page_examples(load_check(name).page).items():
        assert examples, f"{name} shows nothing {kind}"
        for number, example in enumerate(examples):
            folder = tmp_path / f"{kind}{number}"
            folder.mkdir()
            monkeypatch.chdir(folder)
            found = harness.diagnostics(name, harness.page_case(example), load(name), folder)

            assert bool(found) is (kind == "Bad"), f"{kind}: {example}\n{harness.words(found)}"


def page_examples(page: str) -> dict[str, list[str]]:
    """Return the examples below `Bad:` and `Good:`, of which there may be several."""
    found: dict[str, list[str]] = {"Bad": [], "Good": []}
    for kind, block in re.findall(r"^(Bad|Good):\n((?:(?: {4}.*)?\n)+)", page + "\n", re.M):
        lines = [line[4:] for line in block.rstrip("\n").splitlines()]
        found[kind] += [example.strip("\n") for example in "\n".join(lines).split("\n\n")]
    return found
