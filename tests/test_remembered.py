"""An unchanged project is told what it was told before, and nothing that changed is overlooked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

RULES = "groups: [{name: g, rules: [{alert: Down, expr: up == %s}]}]"
CATALOG = "{exporter: a/b, version: '1', source: here, exhaustive: ['a_'], families: [%s]}"
SOURCE = """\
from frontierkit.authoring import alert, rule_group

from lib.limits import LIMIT

targets = rule_group("targets", alert("Down", f"up > {LIMIT}", for_="5m", summary="x"))
"""


class Run(NamedTuple):
    """What a run said, its exit code, and whether it was said from memory."""

    output: str
    code: int
    again: bool


class Project:
    """A folder, and lint in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "FRONTIERKIT_CACHE": str(folder.parent / "cache"),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def lint(self, *arguments: str) -> Run:
        command = [sys.executable, "-X", "importtime", "-m", "frontierkit", "lint", *arguments]
        done = subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
        )
        assert done.returncode in (0, 1), done.stderr[-2000:]
        return Run(done.stdout, done.returncode, "frontierkit.pipeline" not in done.stderr)

    def settle(self, *arguments: str) -> Run:
        """Lint until it is remembered: what was written a moment ago is not, the first time."""
        for _ in range(3):
            run = self.lint(*arguments)
            if run.again:
                return run
        raise AssertionError("it is never remembered")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project")
    project.write(".git/HEAD", "")
    project.write("rules/r.yml", RULES % 0)
    project.write("rules/broken.yml", RULES % "(")
    project.write("c.yaml", CATALOG % "")
    return project


def test_what_did_not_change_is_said_again(project: Project) -> None:
    anew = project.lint("--no-cache", "rules")

    assert project.settle("rules") == anew._replace(again=True)
    assert anew.code == 1 and "promql/syntax" in anew.output and not anew.again


Change = Callable[[Project], object]
CHANGES: dict[str, Change] = {
    "a file": lambda p: p.write("rules/r.yml", RULES % "(("),
    "a file of equal length and times": lambda p: _swapped(p.folder / "rules/r.yml"),
    "a new file": lambda p: p.write("rules/new.yml", RULES % "(("),
    "a file that goes": lambda p: (p.folder / "rules/broken.yml").unlink(),
    "a file that becomes a folder": lambda p: _folder(p.folder / "rules/broken.yml"),
    "settings that were not there": lambda p: p.write("frontierkit.toml", 'fail_on = "info"\n'),
    "a catalog": lambda p: p.write("c.yaml", CATALOG % "{name: a_b, type: gauge}"),
    "no repository any more": lambda p: os.rename(p.folder / ".git", p.folder / "git"),
    "colours": lambda p: p.environment.update(FORCE_COLOR="1"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_judged(project: Project, change: str) -> None:
    project.settle("--catalog", "c.yaml", "rules")

    CHANGES[change](project)

    after = project.lint("--catalog", "c.yaml", "rules")
    assert not after.again
    assert after == project.lint("--no-cache", "--catalog", "c.yaml", "rules")


def test_new_times_of_the_same_content_change_nothing(project: Project) -> None:
    project.settle("rules")

    os.utime(project.folder / "rules/r.yml", (1, 1))

    assert project.lint("rules").again


@pytest.mark.parametrize("arguments", [["--select", "alert"], ["--format", "json"], ["./rules"]])
def test_other_arguments_are_another_run(project: Project, arguments: list[str]) -> None:
    project.settle("rules")

    assert not project.lint("rules", *arguments).again


def test_an_empty_variable_switches_it_off(project: Project) -> None:
    project.environment["FRONTIERKIT_CACHE"] = ""

    assert [project.lint("rules").again for _ in range(3)] == [False] * 3


def test_a_damaged_memory_is_none(project: Project, tmp_path: Path) -> None:
    right = project.settle("rules")
    for entry in (tmp_path / "cache/results").iterdir():
        entry.write_text(entry.read_text(encoding="utf-8").replace("g", "h"), encoding="utf-8")

    assert project.lint("rules") == right._replace(again=False)


@pytest.fixture
def sources(project: Project) -> Project:
    project.write("lib/limits.py", "LIMIT = 5\n")
    project.write("sources/alerts.py", f"import sys; sys.path.append('.')\n{SOURCE}")
    return project


SOURCE_CHANGES: dict[str, Change] = {
    "a source": lambda p: p.write("sources/alerts.py", "LIMIT = 5\n"),
    "a new source": lambda p: p.write("sources/more.py", "x = (\n"),
    "a module outside": lambda p: p.write("lib/limits.py", "LIMIT = 0.5\n"),
}


@pytest.mark.parametrize("change", SOURCE_CHANGES)
def test_whatever_sources_import_is_part_of_them(sources: Project, change: str) -> None:
    assert "alert/dead" in sources.settle().output

    SOURCE_CHANGES[change](sources)

    after = sources.lint()
    assert not after.again
    assert after == sources.lint("--no-cache")


@pytest.mark.parametrize(
    "deed",
    [
        "import subprocess; subprocess.run(['true'])",
        "import socket; socket.getaddrinfo('localhost', 1)",
        "open('written', 'w').close()",
    ],
)
def test_sources_that_do_more_than_read_are_always_run(sources: Project, deed: str) -> None:
    sources.write("sources/alerts.py", f"{deed}\nimport sys; sys.path.append('.')\n{SOURCE}")

    assert [sources.lint().again for _ in range(3)] == [False] * 3


def test_a_file_that_sources_only_look_for_is_part_of_them(sources: Project) -> None:
    sources.write("lib/limits.py", "import os; LIMIT = 5 if os.path.exists('five') else 7\n")
    sources.settle()

    sources.write("five", "")

    assert not sources.lint().again


def test_a_file_that_sources_read_is_part_of_them(sources: Project) -> None:
    sources.write("limit.txt", "7")
    sources.write("lib/limits.py", "LIMIT = open('limit.txt').read()\n")
    sources.settle()

    sources.write("limit.txt", "0.5")

    assert not sources.lint().again


def _swapped(file: Path) -> None:
    times = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("0", "("), encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
