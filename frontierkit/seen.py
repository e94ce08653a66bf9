"""What a run looks at: files that it opens, folders that it lists, paths that it asks for.

Python tells of the first two, wherever they happen, by its audit events. Of the third it does not:
there `os.stat` and its like are replaced by what tells. Both are for the whole process, so they
are only where `watch` was called: in the command line, and in the process that runs sources.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing it costs more than all else here
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

ASKING = ("stat", "lstat", "access")
LISTINGS = frozenset(("os.listdir", "os.scandir"))
HARMLESS = LISTINGS | {"os.walk", "os.fwalk", "os.putenv", "os.unsetenv", "os.add_dll_directory"}
REACHING_OUT = ("os.", "shutil.", "socket.", "subprocess.", "urllib.", "http.", "sqlite3.")


class Seen:
    """What was looked at so far. `outside`: what else was done that no file tells of."""

    __slots__ = ("answered", "folders", "modules", "opened", "outside", "probed", "started")

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self.folders: set[str] = set()
        self.modules: set[str] = set()
        self.probed: set[str] = set()
        self.outside: set[str] = set()
        self.started = 0
        self.answered = 0

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take in one audit event."""
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, bytes):
                path = os.fsdecode(path)
            if (mode and mode.strip("rbtU")) or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
                self.outside.add("writing a file")
            elif isinstance(path, str):
                self.opened.add(path)
        elif event in LISTINGS:
            path = arguments[0]
            self.folders.add("." if path is None else os.fspath(path))
        elif event == "subprocess.Popen":
            self.started += 1
        elif event.startswith(REACHING_OUT) and event not in HARMLESS:
            self.outside.add(event)

    def plain(self) -> dict[str, list[str]]:
        """Return all of it as plain data, for another process."""
        folder = os.getcwd()
        started = ["subprocess.Popen"] if self.started else []
        files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        return {
            "modules": sorted({file for file in files if isinstance(file, str)}),
            "opened": _absolute(folder, self.opened),
            "folders": _absolute(folder, self.folders),
            "probed": _absolute(folder, self.probed),
            "outside": sorted((*self.outside, *started)),
        }


_watched: list[Seen] = []
"""The one that listens, if somebody does: an audit hook is one for the process, and for good."""


def watch() -> Seen:
    """Listen from now on, to the end of the process."""
    if not _watched:
        seen = Seen()
        _watched.append(seen)
        sys.addaudithook(seen.hear)
        for name in ASKING:
            setattr(os, name, _telling(getattr(os, name), seen.probed))
    return _watched[0]


def answer(said: Mapping[str, Iterable[str]]) -> None:
    """Take in what a process that was started looked at, as its `Seen.plain` tells."""
    for seen in _watched:
        seen.answered += 1
        seen.modules.update(said["modules"])
        seen.opened.update(said["opened"])
        seen.folders.update(said["folders"])
        seen.probed.update(said["probed"])
        seen.outside.update(f"a source: {deed}" for deed in said["outside"])


def _telling(ask: Callable[..., Any], probed: set[str]) -> Callable[..., Any]:
    def told(path: Any, *more: Any, **named: Any) -> Any:
        if not isinstance(path, int):
            probed.add(os.fsdecode(path))
        return ask(path, *more, **named)

    return told


def _absolute(folder: str, paths: Iterable[str]) -> list[str]:
    return sorted(os.path.join(folder, path) for path in paths)
