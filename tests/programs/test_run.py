"""Running a program ends in a verdict or in one sentence, and leaves no process behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from frontierkit.programs.find import Version, binary, version
from frontierkit.programs.run import ProgramFailed, ProgramMissing, Verdict, run


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def gone(pid: int) -> bool:
    """Wait until the process has ended; false if it does not."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(descriptor) as file:
        return bool(select.select([file], [], [], 10)[0])


def test_rejection_is_a_verdict() -> None:
    code = "import sys; print('out', flush=True); print('err', file=sys.stderr); sys.exit(3)"

    verdict = run((sys.executable, "-c", code), timeout_s=30)

    assert verdict == Verdict((sys.executable, "-c", code), 3, "out\nerr\n")
    assert not verdict.accepted


def test_a_crash_is_no_verdict(tmp_path: Path) -> None:
    said = "Unit Testing: x.yml\npanic: assertion failed\n\ngoroutine 1 [running]:\nmain.main()"
    crashing = script(tmp_path / "crash", f"printf '{said}\n'; exit 2")

    with pytest.raises(ProgramFailed, match="`crash test rules` crashed: panic: assertion failed"):
        run((crashing, "test", "rules", "x.yml"), timeout_s=30)


def test_what_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    hanging = script(tmp_path / "hang", f"sleep 60 & echo $! > {tmp_path}/pid; sleep 60")

    with pytest.raises(ProgramFailed) as failed:
        run((hanging, "check", "rules", "x.yml"), timeout_s=1)

    assert str(failed.value) == "`hang check rules` did not end within 1 s"
    assert f"{hanging} check rules x.yml" in failed.value.hint
    assert gone(int((tmp_path / "pid").read_text(encoding="utf-8")))


def test_an_interrupted_run_leaves_nothing_behind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "started")
    hanging = script(tmp_path / "hang", f"echo $$ > {tmp_path}/pid; echo > started; sleep 60")

    def interrupt() -> None:
        (tmp_path / "started").read_text(encoding="utf-8")
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        run((hanging,), timeout_s=30, cwd=tmp_path)
    thread.join()

    assert gone(int((tmp_path / "pid").read_text(encoding="utf-8")))


def test_ctrl_c_while_a_program_is_starting_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[int] = []
    real = subprocess.Popen

    def interrupted(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        process = real(*arguments, **options)
        started.append(process.pid)
        os.kill(os.getpid(), signal.SIGINT)
        return process

    monkeypatch.setattr(subprocess, "Popen", interrupted)

    with pytest.raises(KeyboardInterrupt):
        run(("sleep", "60"), timeout_s=30)

    assert gone(started[0])


def test_what_is_killed_gave_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed, match="`dies` was killed by SIGKILL"):
        run((script(tmp_path / "dies", "kill -9 $$"),), timeout_s=30)


def test_what_is_no_program_cannot_be_started(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a program", encoding="utf-8")

    with pytest.raises(ProgramFailed, match="could not be started: Permission denied"):
        run((tmp_path / "text",), timeout_s=30)


def test_settings_come_before_path(tmp_path: Path) -> None:
    own = script(tmp_path / "mytool", "true")

    assert binary("promtool", str(own), ProgramMissing) == own


@pytest.mark.parametrize(
    ("configured", "sentence"),
    [
        (None, "`promtool` is not on PATH"),
        ("/nowhere/promtool", "the settings name `/nowhere/promtool` as promtool"),
    ],
)
def test_a_missing_program_is_named(
    configured: str | None, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(ProgramMissing, match=sentence):
        binary("promtool", configured, ProgramMissing)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("promtool, version 2.42.0+ds (branch: debian/sid)", Version(2, 42)),
        ("prometheus, version 3.14.1 (branch: HEAD)", Version(3, 14, 1)),
        ("tool version v3.0", Version(3, 0)),
    ],
)
def test_a_version_is_read(said: str, expected: Version, tmp_path: Path) -> None:
    assert version(script(tmp_path / "tool", f"echo '{said}'")) == expected


def test_what_tells_no_version_is_another_program(tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed, match="says nothing that looks like a version: 'hello'"):
        version(script(tmp_path / "tool", "echo hello"))
