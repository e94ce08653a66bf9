"""A folder of its own for each test of the command line, and a way to call it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from frontierkit.cli.exit import run


class Outcome(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Frontierkit = Callable[..., Outcome]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, the root of a repository, in which commands run."""
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FRONTIERKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_COLOR", "1")
    return folder


@pytest.fixture
def frontierkit(project: Path, capfd: pytest.CaptureFixture[str]) -> Frontierkit:
    """Return a function that runs the command line with arguments."""

    def call(*arguments: str) -> Outcome:
        code = run(list(arguments))
        return Outcome(code, *capfd.readouterr())

    return call
