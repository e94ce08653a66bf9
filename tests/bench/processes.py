"""Runs programs in turns, and says how long they took and how much memory they had at most."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """What a program took: the least of several runs, which neighbours disturbed least."""

    seconds: float
    megabytes: float


def in_turns(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    folder: Path,
    environment: Mapping[str, str],
) -> dict[str, Cost]:
    """Run each command once in each round, so that a slow moment hits all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(run(command, folder, environment))
    return {
        name: Cost(min(c.seconds for c in found), median(c.megabytes for c in found))
        for name, found in costs.items()
    }


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a program to its end; findings are no failure."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    begin = time.perf_counter()
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.execvpe(command[0], list(command), dict(environment))
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begin
    os.close(nowhere)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(seconds, megabytes(usage))


def megabytes(usage: resource.struct_rusage) -> float:
    """Return the most memory that a process had; macOS counts in bytes."""
    return usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def environment(cache: Path | None) -> dict[str, str]:
    """Return an environment like a user's: compiled Python is kept, and this frontierkit runs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "FRONTIERKIT_CACHE": "" if cache is None else str(cache),
    }
