"""A copy of a build in which promtool can look around, wherever the real one will be mounted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from frontierkit.output import OutputFile, OutputTree
from frontierkit.output.disk import explained
from frontierkit.output.write import write_files
from frontierkit.verify.kinds import Emitted, Kind, kind_of

_MOUNTED = "mounted"


@contextmanager
def scratch(tree: OutputTree, emitted: tuple[Emitted, ...]) -> Iterator[Path]:
    """Make a copy of `tree`, in a directory that goes when the block ends.

    Absolute paths (where secrets and targets are mounted) lead into the copy, so that what happens
    to be on this machine makes no difference; the files that must exist there are empty.
    """
    with TemporaryDirectory(prefix="frontierkit-") as name:
        # A release stands beside the targets of what is active, and may name them: `../../targets`.
        folder = Path(name, "current")
        folder.mkdir()
        needed = {path: text for each in emitted for path, text in _absolute(each)}
        there = (
            OutputFile(_inside(path), text)
            for path, text in needed.items()
            if text is not None and "*" not in path
        )
        with explained("make a copy for promtool", "nothing was published"):
            write_files(OutputTree(_redirected(file, set(needed), folder) for file in tree), folder)
            write_files(OutputTree(there), folder)
        yield folder


def _absolute(emitted: Emitted) -> Iterator[tuple[str, str | None]]:
    """Yield every absolute path that a Prometheus configuration names, and what to find there."""
    if emitted.kind is Kind.PROMETHEUS:
        yield from (item for item in _named(emitted.payload) if item[0].startswith("/"))


def _named(value: object) -> Iterator[tuple[str, str | None]]:
    """Yield what every key that names files holds: secrets are empty, targets an empty list."""
    items = value.items() if isinstance(value, dict) else ()
    for key, item in items:
        if isinstance(item, str) and key.endswith("_file"):
            yield item, ""
        elif isinstance(item, list) and key == "files":
            yield from ((path, "[]") for path in item if isinstance(path, str))
        elif isinstance(item, list) and key in ("rule_files", "scrape_config_files"):
            yield from ((path, None) for path in item if isinstance(path, str))
        else:
            yield from _named(item)
    if isinstance(value, list):
        for item in value:
            yield from _named(item)


def _redirected(file: OutputFile, paths: set[str], folder: Path) -> OutputFile:
    if not paths or kind_of(file.path) is not Kind.PROMETHEUS:
        return file
    longest_first = "|".join(re.escape(path) for path in sorted(paths, key=len, reverse=True))
    whole = re.compile(rf"(?<![\w/.:-])(?:{longest_first})(?![\w/.-])")
    text = whole.sub(lambda found: str(folder / _inside(found[0])), file.text)
    return OutputFile(file.path, text, file.origin)


def _inside(path: str) -> PurePosixPath:
    return PurePosixPath(_MOUNTED, *PurePosixPath(path).parts[1:])
