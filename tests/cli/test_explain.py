"""`explain` shows every page, and knows what was meant."""

from __future__ import annotations

import pytest

from frontierkit.checks import CHECKS, load_check
from tests.cli.conftest import Frontierkit


def test_it_lists_every_check(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("explain")

    assert outcome.code == 0
    assert all(name in outcome.out for name in CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_it_shows_every_page(frontierkit: Frontierkit, name: str) -> None:
    outcome = frontierkit("explain", name)

    assert outcome.code == 0
    assert outcome.out.startswith(f"{name} ({load_check(name).severity.word}")
    assert "Bad:" in outcome.out
    assert "Good:" in outcome.out


def test_it_lists_a_family(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("explain", "label")

    assert outcome.code == 0
    assert all(line.startswith("label/") for line in outcome.out.splitlines())


def test_it_knows_what_was_meant(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("explain", "label/lst")

    assert outcome.code == 2
    assert "did you mean `label/lost`?" in outcome.err
