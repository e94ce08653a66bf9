"""Processes that outlive us: started in a session of their own, found again by id, and ended."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.programs.run import ProgramFailed, ProgramMissing, run, uninterrupted

_STEP_S = 0.05


@dataclass(frozen=True, slots=True)
class Process:
    """A process, told apart by its start from a later one of the same id."""

    pid: int
    started: str

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return started(self.pid) == self.started

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def end(self, patience_s: float = 10) -> None:
        """Ask it to end; after `patience_s` it is made to. Returns once it is gone."""
        self.tell(signal.SIGTERM)
        if not self.gone_within(patience_s):
            self.tell(signal.SIGKILL)
            self.gone_within(patience_s)

    def gone_within(self, seconds: float) -> bool:
        """Wait until it has ended, for so long at most."""
        until = time.monotonic() + seconds
        while self.alive:
            if time.monotonic() > until:
                return False
            time.sleep(_STEP_S)
        return True


def start(
    command: Sequence[str | Path], log: Path, environment: Mapping[str, str] | None = None
) -> Process:
    """Start a program that goes on when we have ended; what it says is appended to `log`."""
    words = tuple(map(str, command))
    append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    actions = (
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), append, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    )
    variables = {**os.environ, **(environment or {})}
    try:
        with uninterrupted():
            pid = os.posix_spawn(words[0], words, variables, file_actions=actions, setsid=True)
            return Process(pid, started(pid))
    except OSError as error:
        raise ProgramFailed(
            f"`{words[0]}` could not be started: {error.strerror or error}",
            "install it anew, or name another in the settings",
        ) from None


def started(pid: int) -> str:
    """Return what tells a running process from others of its id; nothing if it has ended."""
    # What we have started ourselves stays a zombie until somebody asks how it ended.
    with suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0]:
            return ""
    with suppress(FileNotFoundError, ProcessLookupError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        state, *rest = fields.rpartition(")")[2].split()
        return "" if state in "ZX" else rest[18]
    if Path("/proc/self/stat").exists():
        return ""
    said = run(("ps", "-o", "stat=,lstart=", "-p", str(pid)), timeout_s=10)
    state, _, began = said.output.strip().partition(" ")
    return began.strip() if said.accepted and not state.startswith("Z") else ""


class ServerMissing(ProgramMissing):
    """A server of the stack is not installed."""


def find_alertmanager() -> Path:
    """Return where Alertmanager is; `ServerMissing` if it is not installed."""
    hint = "install Alertmanager (Debian, Ubuntu: `apt-get install prometheus-alertmanager`)"
    return _find(("alertmanager", "prometheus-alertmanager"), hint)


def find_node_exporter() -> Path:
    """Return where the node exporter is; `ServerMissing` if it is not installed."""
    hint = "install Node Exporter (Debian, Ubuntu: `apt-get install prometheus-node-exporter`)"
    return _find(("node_exporter", "prometheus-node-exporter"), hint)


def _find(names: Sequence[str], hint: str) -> Path:
    """Return the first of these programs that is on PATH: distributions call them differently."""
    from shutil import which

    found = next(filter(None, map(which, names)), None)
    if found is None:
        raise ServerMissing(
            f"neither {' nor '.join(f'`{name}`' for name in names)} is on PATH", hint
        )
    return Path(found).absolute()
