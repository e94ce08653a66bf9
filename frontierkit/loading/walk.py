"""The files that paths on a command line mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from frontierkit.dataclass import dataclass
from frontierkit.errors import UsageError

SUFFIXES = (".json", ".yml", ".yaml", ".rules")
_SKIPPED = frozenset(("node_modules", "__pycache__", "venv", "vendor"))


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. `asked_for`: it was named itself, not found in a directory."""

    path: str
    asked_for: bool

    @property
    def shown(self) -> str:
        """The path as it is shown, with forward slashes."""
        return self.path.replace(os.sep, "/")


def walk(paths: Iterable[str]) -> Iterator[FoundFile]:
    """Yield each file once: those named, and those of named directories in a fixed order."""
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            key = os.path.normpath(found.path)
            if key not in seen:
                seen.add(key)
                yield found


def _below(path: str) -> Iterator[FoundFile]:
    if not os.path.isdir(path):
        if not os.path.lexists(path):
            raise UsageError(
                f"there is no file or directory `{path}`", hint="check the path and its spelling"
            )
        yield FoundFile(path, asked_for=True)
        return
    for directory, names, files in os.walk(path):
        names[:] = sorted(n for n in names if n not in _SKIPPED and not n.startswith("."))
        for file in sorted(files):
            if file.lower().endswith(SUFFIXES) and not file.startswith("."):
                yield FoundFile(os.path.join(directory, file), asked_for=False)
