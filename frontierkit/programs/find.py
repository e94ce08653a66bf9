"""Where a program is, and which version it says it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from frontierkit.programs.run import ProgramFailed, ProgramMissing, run


class Version(NamedTuple):
    """The version of a program, without what distributions append."""

    major: int
    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return ".".join(map(str, self))


def binary(name: str, configured: str | None, missing: type[ProgramMissing]) -> Path:
    """Return where the program is: what the settings say, else the first on PATH."""
    from shutil import which

    found = which(configured or name)
    if found is not None:
        return Path(found).absolute()
    if configured:
        raise missing(f"the settings name `{configured}` as {name}, and no program is there")
    raise missing(f"`{name}` is not on PATH")


def version(program: Path, timeout_s: float = 20) -> Version:
    """Ask a program of the Prometheus family for its version."""
    verdict = run((program, "--version"), timeout_s=timeout_s)
    said = re.search(r"version v?(\d+)\.(\d+)(?:\.(\d+))?", verdict.output)
    if said is None:
        raise ProgramFailed(
            f"`{program} --version` says nothing that looks like a version: "
            f"{verdict.output.strip()[:200]!r}",
            "is it the program of the Prometheus project?",
        )
    return Version(*(int(number or 0) for number in said.groups()))
