"""`frontierkit build`: each stage stops the next, and until the last the build is untouched."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from frontierkit.cli.exit import run
from tests.offline import ROOT, clean_environment
from tests.pipeline.project import SOURCE, begin, bytes_of

needs_promtool = pytest.mark.skipif(not which("promtool"), reason="promtool is not installed")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = begin(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def built(project: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, bytes]:
    """Build once, and return what is live then."""
    assert run(["build", "--no-promtool"]) == 0, capsys.readouterr()
    capsys.readouterr()
    return bytes_of(project / "build/current")


def rewrite(project: Path, old: str, new: str) -> None:
    assert old in SOURCE
    (project / "sources/all.py").write_text(SOURCE.replace(old, new), encoding="utf-8")


@needs_promtool
def test_it_ends_with_what_was_built(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["build"])

    out = capsys.readouterr().out
    name = os.readlink(project / "build/current").removeprefix("releases/")
    assert code == 0
    *_, what, where, verified = out.splitlines()
    assert what.startswith("built 1 dashboard · 1 alert · ")
    assert what.endswith(" · 4 scrape jobs · 1 rule test, for ollama, vllm")
    assert where == f"release {name} (new) is build/current"
    assert verified.startswith("verified by the schemas and promtool ")


@needs_promtool
def test_the_same_again_is_unchanged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build"])

    code = run(["build"])

    assert code == 0
    assert "(unchanged) is build/current" in capsys.readouterr().out


def test_without_promtool_it_says_how_to_get_it(
    built: dict[str, bytes],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rewrite(project, "up == 0", "up < 1")
    monkeypatch.setenv("PATH", "/nonexistent")

    code = run(["build"])

    assert code == 3
    assert "`apt-get install prometheus`" in capsys.readouterr().err
    assert bytes_of(project / "build/current") == built


def test_what_promtool_did_not_see_is_called_unverified(
    built: dict[str, bytes], project: Path
) -> None:
    assert json.loads(built["manifest.json"])["verified"] == {"promtool": None}


def test_a_promtool_that_hangs_ends_in_a_sentence(
    built: dict[str, bytes], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hanging = project / "promtool"
    hanging.write_text(
        '#!/bin/sh\ntest "$1" = --version && echo promtool, version 3.0.0 || sleep 60\n',
        encoding="utf-8",
    )
    hanging.chmod(0o755)
    (project / "pyproject.toml").write_text(
        '[tool.frontierkit]\npromtool = "./promtool"\ntimeouts = {promtool = 1.0}\n',
        encoding="utf-8",
    )
    rewrite(project, "up == 0", "up < 1")

    code = run(["build"])

    assert code == 3
    assert "`promtool check rules` did not end within 1 s" in capsys.readouterr().err
    assert bytes_of(project / "build/current") == built


def test_what_the_report_stops_is_not_built(
    built: dict[str, bytes], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(project, '"sum by (job) (up)", legend', '"sum(up{job=\\"$nope\\"})", legend')

    code = run(["build", "--no-promtool"])

    assert code == 1
    assert "error[dashboard/unknown_variable]" in capsys.readouterr().out
    assert bytes_of(project / "build/current") == built


@needs_promtool
def test_what_promtool_objects_to_is_not_built(
    built: dict[str, bytes], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(project, 'at="15m"', 'at="1m"')

    code = run(["build"])

    assert code == 1
    assert "error[test/failed]: `TargetDown` at 1m" in capsys.readouterr().out
    assert bytes_of(project / "build/current") == built


def test_nothing_declared_is_nothing_built(
    built: dict[str, bytes], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/all.py").write_text("", encoding="utf-8")

    code = run(["build", "--no-promtool"])

    assert code == 2
    assert "there is nothing to build" in capsys.readouterr().err
    assert bytes_of(project / "build/current") == built


def test_one_engine_can_be_built_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["build", "--no-promtool", "--engine", "vllm", "--output", "elsewhere"])

    assert code == 0
    assert ", for vllm\n" in capsys.readouterr().out
    assert not any("ollama" in path for path in bytes_of(project / "elsewhere/current"))


def test_an_engine_that_nobody_knows_is_a_usage_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "--no-promtool", "--engine", "vlm"]) == 2

    assert "no engine is called `vlm`" in capsys.readouterr().err


def test_check_says_whether_it_is_stale_and_how(
    built: dict[str, bytes], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = run(["build", "--check"])
    (project / "build/current/prometheus/rules/all.yml").unlink()
    (project / "build/current/mine.txt").write_text("mine", encoding="utf-8")
    rewrite(project, "Requests — ü", "Requests")
    stale = run(["build", "--check"])

    assert (fresh, stale) == (0, 1)
    assert capsys.readouterr().out == (
        "build/current is what the sources say\n"
        "stale: build/current is not what the sources say; `frontierkit build` makes it so\n"
        "  missing    prometheus/rules/all.yml\n"
        "  changed    grafana/dashboards/general/overview.json\n"
        "  left over  mine.txt\n"
    )


def test_check_builds_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--check"]) == 1

    assert capsys.readouterr().out == "nothing has been built in build: `frontierkit build` does\n"
    assert not (project / "build").exists()


def test_ctrl_c_ends_at_once_and_changes_nothing(built: dict[str, bytes], project: Path) -> None:
    os.mkfifo(project / "reached")
    waiting = 'open("reached", "w").close()\nimport signal\nsignal.pause()\n'
    (project / "sources/all.py").write_text(waiting + SOURCE, encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, "-m", "frontierkit", "build", "--no-promtool"],
        cwd=project,
        env=clean_environment(PYTHONPATH=str(ROOT)),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    (project / "reached").read_bytes()

    build.send_signal(signal.SIGINT)

    _, said = build.communicate(timeout=30)
    assert (build.returncode, said.strip()) == (130, b"error: interrupted")
    assert bytes_of(project / "build/current") == built
