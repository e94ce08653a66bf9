"""The table of contents, the files of the checks and their cases are the same list."""

from __future__ import annotations

from pathlib import Path

import pytest

import frontierkit.checks
from frontierkit.checks import CHECKS, DEFAULT, STRICT, load_check

PACKAGE = Path(frontierkit.checks.__file__).parent
CASES = Path(__file__).parent / "checks"


def test_every_file_is_in_the_table() -> None:
    files = {
        str(file.relative_to(PACKAGE).with_suffix(""))
        for file in PACKAGE.glob("*/*.py")
        if file.stem != "__init__"
    }

    assert files == set(CHECKS)


def test_every_check_has_its_cases() -> None:
    assert {str(f.relative_to(CASES).with_suffix("")) for f in CASES.glob("*/*.yaml")} == {*CHECKS}


def test_no_check_is_listed_twice() -> None:
    assert len(set(CHECKS)) == len(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_called_after_its_place(name: str) -> None:
    check = load_check(name)

    assert check.name == name
    assert (check.profile == "default") is (name in DEFAULT) is (name not in STRICT)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_has_a_page(name: str) -> None:
    summary, *rest = load_check(name).page.splitlines()

    assert summary.endswith(".")
    assert len(summary) < 100
    assert rest, "the page says why it matters"
