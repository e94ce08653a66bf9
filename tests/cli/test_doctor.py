"""`doctor` says what is here, what is missing and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit


def test_it_says_what_is_here(frontierkit: Frontierkit, project: Path) -> None:
    (project / "frontierkit.toml").write_text('catalogs = ["vllm"]\n', encoding="utf-8")
    (project / "sources").mkdir()

    outcome = frontierkit("doctor")

    assert outcome.code == 0
    for word in ("frontierkit", "Python", "frontierkit.toml", "sources/, 0 Python", "vllm-project"):
        assert word in outcome.out


def test_what_is_missing_comes_with_a_next_step(
    frontierkit: Frontierkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    outcome = frontierkit("doctor")

    assert "`promtool` is not on PATH (needed for `build` and `test`)" in outcome.out
    assert "install Prometheus" in outcome.out
    assert "frontierkit init" in outcome.out


def test_a_catalog_that_cannot_be_read_is_serious(frontierkit: Frontierkit, project: Path) -> None:
    (project / "frontierkit.toml").write_text('catalogs = ["gone.yaml"]\n', encoding="utf-8")

    outcome = frontierkit("doctor")

    assert outcome.code == 3
    assert "gone.yaml" in outcome.out


def test_settings_that_make_no_sense_are_wrong_usage(
    frontierkit: Frontierkit, project: Path
) -> None:
    (project / "frontierkit.toml").write_text("sourcs = 'x'\n", encoding="utf-8")

    assert frontierkit("doctor").code == 2
