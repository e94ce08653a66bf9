"""`frontierkit test` runs what sources declare beside their alerts, in the real promtool."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest

from frontierkit.cli.exit import run

ALERTS = """\
from frontierkit.authoring import alert, alert_test, fires, quiet, rule_group, series

targets = rule_group(
    "targets", alert("TargetDown", "up == 0", for_="5m", severity="critical", summary="gone")
)
"""
TEST = """\
stays_away = alert_test(
    "a target stays away",
    given=[series('up{job="a"}', "1x5 0x20")],
    expect=[
        quiet("TargetDown", at="8m"),
        fires("TargetDown", {"job": "a"}, at="15m"),
        fires("TargetDown", {"job": "a"}, at="16m", annotations={"summary": "gone"}),
    ],
)
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.frontierkit]\n", encoding="utf-8")
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources/alerts.py"


needs_promtool = pytest.mark.skipif(not which("promtool"), reason="promtool is not installed")


@needs_promtool
def test_tests_that_pass_are_counted(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(ALERTS + TEST, encoding="utf-8")

    code = run(["test"])

    assert code == 0
    said = capsys.readouterr().out
    assert said.startswith("1 rule test, 3 expectations: none fails, says promtool ")


@needs_promtool
@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (
            'quiet("TargetDown", at="8m")',
            'quiet("TargetDown", at="14m")',
            """\
error[test/failed]: `TargetDown` at 14m, in test `a target stays away`, fires, and was expected \
to be quiet
  --> sources/alerts.py:10:9   test a target stays away
  ::: sources/alerts.py:10:9   test a target stays away
   | got: {job="a", severity="critical"}
""",
        ),
        (
            '{"job": "a"}, at="15m"',
            '{"job": "b"}, at="15m"',
            """\
error[test/failed]: `TargetDown` at 15m, in test `a target stays away`, fires with other labels \
or annotations than expected
  --> sources/alerts.py:11:9   test a target stays away
  ::: sources/alerts.py:11:9   test a target stays away
   | expected: {job="b", severity="critical"}
  ::: sources/alerts.py:11:9   test a target stays away
   | got: {job="a", severity="critical"}
""",
        ),
        (
            '{"summary": "gone"}',
            '{"summary": "here"}',
            """\
error[test/failed]: `TargetDown` at 16m, in test `a target stays away`, fires with other labels \
or annotations than expected
  --> sources/alerts.py:12:9   test a target stays away
  ::: sources/alerts.py:12:9   test a target stays away
   | expected: {job="a", severity="critical"} with summary="here"
  ::: sources/alerts.py:12:9   test a target stays away
   | got: {job="a", severity="critical"} with summary="gone"
""",
        ),
    ],
)
def test_a_failure_is_expected_against_got_at_its_line(
    source: Path, right: str, wrong: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(ALERTS + TEST.replace(right, wrong), encoding="utf-8")

    code = run(["test"])

    assert code == 1
    assert capsys.readouterr().out == f"{expected}\n1 error · judged 1 rule test\n"


@needs_promtool
def test_a_source_that_fails_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text("1 / 0\n", encoding="utf-8")

    code = run(["test"])

    assert code == 1
    assert "error[source/failed]: the source raises ZeroDivisionError" in capsys.readouterr().out


@needs_promtool
def test_no_tests_are_no_success(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(ALERTS, encoding="utf-8")

    code = run(["test"])

    assert code == 0
    assert capsys.readouterr().out.startswith("no rule test is declared")


def test_without_promtool_it_cannot_run(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source.write_text(ALERTS + TEST, encoding="utf-8")
    monkeypatch.setenv("PATH", "/nonexistent")

    code = run(["test"])

    assert code == 3
    assert "error: `promtool` is not on PATH\nhelp: install" in capsys.readouterr().err
