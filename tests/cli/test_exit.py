"""However a run ends, it ends in a sentence and in a documented exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import click
import pytest

from frontierkit.cli.exit import ExitCode, guarded, run
from frontierkit.errors import CannotRun, UsageError


def raising(error: BaseException) -> Callable[[], int]:
    def action() -> int:
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no such thing", "look here"), 2, "error: no such thing\nhelp: look here\n"),
        (CannotRun("it is missing"), 3, "error: it is missing\n"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (OSError(28, "No space left on device", "b/x"), 3, "`b/x`: No space left on device"),
        (MemoryError(), 3, "error: out of memory"),
        (RuntimeError("oh\x1b[1m"), 3, "RuntimeError: oh\\x1b[1m"),
    ],
)
def test_an_exception_is_a_sentence_and_a_code(
    error: BaseException, code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert guarded(raising(error)) == code

    err = capfd.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_a_bug_names_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    from frontierkit.text import Span

    def action() -> int:
        return Span(2, 1).start

    assert guarded(action) == ExitCode.CANNOT_RUN

    err = capfd.readouterr().err
    assert "frontierkit/text.py:" in err
    assert "please report" in err


def test_a_bug_shows_its_traceback_when_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FRONTIERKIT_TRACEBACK", "1")

    guarded(raising(RuntimeError("oh")))

    assert "Traceback" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lnt"], "no command is called `lnt`; did you mean `lint`?"),
        (["lint", "--fromat", "json"], "--format"),
        (["lint", "--format", "xml"], "'xml' is not one of"),
        (["explain", "lable/lost"], "no check is called `lable/lost`"),
    ],
)
def test_wrong_usage_is_2(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2

    assert said in capfd.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["lint", "--help"]])
def test_help_is_clean(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0

    assert "frontierkit" in capfd.readouterr().out


def test_help_lists_the_exit_codes(capfd: pytest.CaptureFixture[str]) -> None:
    run(["--help"])

    out = capfd.readouterr().out
    assert all(f" {code}  " in out for code in (0, 1, 2, 3, 130))


def test_abort_of_a_prompt_is_an_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    from frontierkit.cli import commands

    def abort(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr(commands.frontierkit, "main", abort)

    assert run([]) == 130


def test_a_reader_that_leaves_changes_nothing() -> None:
    command = f"{sys.executable} -m frontierkit explain | head -n 1"

    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_changes_nothing(closed: str) -> None:
    command = f"{sys.executable} -m frontierkit explain alert/dead {closed}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
