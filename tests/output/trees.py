"""Small trees for the tests of writing, and a look at what a build directory holds."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from frontierkit.output import OutputFile, OutputTree
from frontierkit.output.manifest import manifest
from frontierkit.output.write import Published, publish


def tree(**contents: str) -> OutputTree:
    """Return a tree; `rules__a="x"` is the file `rules/a` that holds `x`."""
    return OutputTree(
        OutputFile(PurePosixPath(name.replace("__", "/")), text, "sources/a.py:3")
        for name, text in contents.items()
    )


def built(build: Path, wanted: OutputTree, promtool: str | None = None) -> Published:
    return publish(wanted, manifest(wanted, promtool), build)


def live(build: Path) -> dict[str, str]:
    """Return what `current` holds, but for the manifest: nothing if there is none."""
    current = build / "current"
    return {
        path.relative_to(current).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(current.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def contents(wanted: OutputTree) -> dict[str, str]:
    return {file.path.as_posix(): file.text for file in wanted}


def hidden(build: Path) -> list[str]:
    """Return what is left of an unfinished build."""
    return sorted(
        name
        for _, folders, files in os.walk(build)
        for name in folders + files
        if name.startswith((".new-", ".old-"))
    )
