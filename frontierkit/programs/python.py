"""Run a module of ours in a Python of its own, apart from this one, and keep what it said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from frontierkit.dataclass import dataclass
from frontierkit.programs.run import ProgramFailed

_KEPT = ("PATH", "HOME", "PYTHONPATH", "PYTHONHOME", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
_MOST = 256 << 20
_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class PythonRun:
    """How a run ended: what came through the pipe, what was printed, and how it was ended."""

    said: str
    printed: str
    code: int
    timed_out: bool


def run_python(module: str, argument: str, *, cwd: Path, timeout_s: float) -> PythonRun:
    """Run `python -m module`; `%PIPE%` in `argument` becomes a file descriptor to write to.

    Its environment is the same wherever and by whomever it is run, but for where programs and
    modules are found. However it ends, no process that it started is left behind.
    """
    reading, writing = os.pipe()
    command = (sys.executable, "-P", "-B", "-X", "utf8", "-m", module)
    try:
        process = subprocess.Popen(
            (*command, argument.replace("%PIPE%", str(writing))),
            cwd=cwd,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(writing,),
            start_new_session=True,
        )
    except OSError as error:
        os.close(reading)
        raise ProgramFailed(
            f"Python could not be started: {error.strerror or error}",
            f"is `{sys.executable}` still there?",
        ) from None
    finally:
        os.close(writing)
    return _attend(process, os.fdopen(reading, "rb"), timeout_s)


def _attend(process: subprocess.Popen[bytes], pipe: IO[bytes], timeout_s: float) -> PythonRun:
    """Read both streams until the process ends, or its time is up."""
    assert process.stdout is not None
    said, printed = bytearray(), bytearray()
    readers = [
        Thread(target=_read, args=(pipe, said), daemon=True),
        Thread(target=_read, args=(process.stdout, printed), daemon=True),
    ]
    for reader in readers:
        reader.start()
    timed_out = False
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        timed_out = True
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for reader in readers:
            # What got away into a session of its own may still hold the other end: let it be.
            reader.join(_PATIENCE_S)
    return PythonRun(_decoded(said), _decoded(printed), process.returncode, timed_out)


def _read(stream: IO[bytes], into: bytearray) -> None:
    """Read a stream to its end, whenever that is; what is beyond any sense is thrown away."""
    with stream:
        while chunk := os.read(stream.fileno(), 65536):
            if len(into) < _MOST:
                into += chunk


def _decoded(content: bytearray) -> str:
    return content.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
