"""Run a program that we did not write, for so long and no longer, and keep what it said."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun

_SAID = 20_000
_PANIC = 2
_CRASH = re.compile(r"^((?:panic|fatal error): .*)$(?=[\s\S]*^goroutine \d+ )", re.MULTILINE)
"""How the end of a program in Go looks that did not foresee something."""


class ProgramMissing(CannotRun):
    """A program that is needed is not installed, or not where the settings say."""


class ProgramFailed(CannotRun):
    """A program could not be started, did not end in time, or was killed: it gave no verdict."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one run of a program ended."""

    command: tuple[str, ...]
    code: int
    output: str

    @property
    def accepted(self) -> bool:
        return self.code == 0


def run(
    command: Sequence[str | Path],
    *,
    timeout_s: float,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Verdict:
    """Run `command` and return its verdict. A rejection is a verdict, not an exception.

    `environment` is added to our own. However the run ends, no process that it started is left
    behind.
    """
    words = tuple(map(str, command))
    process = None
    try:
        with uninterrupted():
            process = _start(words, cwd, environment)
        said, _ = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired:
        raise ProgramFailed(
            f"`{_name(words)}` did not end within {timeout_s:g} s",
            f"run it by hand to see what it waits for: {' '.join(words)}",
        ) from None
    finally:
        if process is not None:
            _kill(process)
    output = said.decode("utf-8", "replace")
    if process.returncode < 0:
        name = signal.Signals(-process.returncode).name
        raise ProgramFailed(
            f"`{_name(words)}` was killed by {name}{': ' if output else ''}{output[-_SAID:]}",
            "it may have run out of memory; run it by hand to see: " + " ".join(words),
        )
    if process.returncode == _PANIC and (crash := _CRASH.search(output)):
        raise ProgramFailed(
            f"`{_name(words)}` crashed: {crash[1]}",
            f"is there room in `{gettempdir()}`? Run it by hand to see more: " + " ".join(words),
        )
    return Verdict(words, process.returncode, output)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put Ctrl-C off until the block has ended: a program that has started must be known."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever interrupted
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _start(
    words: tuple[str, ...], cwd: Path | None, environment: Mapping[str, str] | None
) -> subprocess.Popen[bytes]:
    try:
        # Programs split a report over both streams, in no useful order: keep them together.
        return subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **environment} if environment else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise ProgramFailed(
            f"`{words[0]}` could not be started: {error.strerror or error}",
            "install it anew, or name another in the settings",
        ) from None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _name(words: tuple[str, ...]) -> str:
    return " ".join((Path(words[0]).name, *words[1:3]))
