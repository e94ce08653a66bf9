"""One build at a time writes to a directory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontierkit.errors import CannotRun

LOCK = ".lock"


class BuildLocked(CannotRun):
    """Another build is writing to the same directory."""

    hint = "wait until it has ended, or end it; then build again"


@contextmanager
def locked(build: Path) -> Iterator[None]:
    """Hold the lock of `build`. The system lets go of it however this process ends."""
    from fcntl import LOCK_EX, LOCK_NB, flock

    # The file stays: removing it would let two builds each lock a file of that name.
    descriptor = os.open(build / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
            who = f" (process {holder})" if holder.isdigit() else ""
            raise BuildLocked(f"another build{who} is writing to `{build}`") from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
