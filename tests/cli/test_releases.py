"""`frontierkit releases` lists what is kept, and goes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frontierkit.cli.exit import run
from tests.output.trees import built, live, tree


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build two releases where the settings of an empty project say; return their names."""
    (tmp_path / "pyproject.toml").write_text('[tool.frontierkit]\nbuild = "out"\n')
    monkeypatch.chdir(tmp_path)
    names = [
        built(tmp_path / "out", tree(a="1"), "2.42.0").name,
        built(tmp_path / "out", tree(a="2", b="2")).name,
    ]
    for age, name in enumerate(names):
        os.utime(tmp_path / "out/releases" / name, (age, age))
    return names


def test_they_are_listed_the_latest_first(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["releases"])

    assert code == 0
    assert capsys.readouterr().out == (
        f"* {names[1]:<18}  2 files     not verified by promtool\n"
        f"  {names[0]:<18}  1 file      verified by promtool 2.42.0\n"
    )


def test_a_damaged_release_is_marked(
    names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out/releases" / names[0] / "a").unlink()

    run(["releases"])

    assert "verified by promtool 2.42.0  damaged\n" in capsys.readouterr().out


def test_going_back(names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["releases", "use", names[0][:5]]) == 0
    assert run(["releases", "--output", "out", "use", names[0]]) == 0

    assert live(tmp_path / "out") == {"a": "1"}
    assert capsys.readouterr().out == (
        f"out/current is release {names[0]}\nout/current is release {names[0]} as before\n"
    )


def test_what_is_no_release_is_a_usage_error(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["releases", "use", "zzz"]) == 2

    assert capsys.readouterr().err.startswith("error: `zzz` is no release in `out`\nhelp: there ")


def test_where_nothing_was_built_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["releases", "--output", str(tmp_path / "none")]) == 0

    assert "holds no release: `frontierkit build` makes one" in capsys.readouterr().out
