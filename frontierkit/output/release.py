"""The releases in a build directory: which there are, which is live, which are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from frontierkit.dataclass import dataclass
from frontierkit.output.manifest import Manifest, ManifestBroken, digest, read_manifest
from frontierkit.output.tree import MANIFEST, OutputTree

RELEASES = "releases"
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Release:
    """A directory under `build/releases/` that holds a manifest."""

    path: Path
    manifest: Manifest
    current: bool

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def whole(self) -> bool:
        """Every file that the manifest owns is there, as it was written."""
        return all(_digest(self.path / file.path) == file.sha256 for file in self.manifest.files)


@dataclass(frozen=True, slots=True)
class Difference:
    """How what should be there differs from what is there; each sorted."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    left_over: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.left_over)


def releases(build: Path) -> tuple[Release, ...]:
    """Return the releases, the one that was built last first."""
    folder = build / RELEASES
    live = live_name(build)
    found = []
    with suppress(FileNotFoundError):
        for entry in os.scandir(folder):
            if entry.name.startswith(".") or not entry.is_dir(follow_symlinks=False):
                continue
            with suppress(ManifestBroken):
                known = read_manifest(Path(entry.path))
                if known is not None:
                    release = Release(folder / entry.name, known, entry.name == live)
                    found.append((-entry.stat().st_mtime_ns, entry.name, release))
    return tuple(release for _, _, release in sorted(found, key=lambda each: each[:2]))


def live_name(build: Path) -> str | None:
    """Return the name of the release that `current` points to."""
    try:
        return PurePosixPath(os.readlink(build / CURRENT)).name
    except OSError:
        return None


def compare(tree: OutputTree, build: Path) -> Difference:
    """Return how the live release differs from `tree`."""
    return difference(tree, build / CURRENT)


def difference(tree: OutputTree, folder: Path) -> Difference:
    """Return how a directory differs from `tree`, not counting the manifest."""
    wanted = {file.path.as_posix(): digest(file.content) for file in tree}
    held = set(_held(folder)) - {MANIFEST}
    return Difference(
        missing=tuple(sorted(wanted.keys() - held)),
        changed=tuple(
            sorted(path for path in wanted.keys() & held if _digest(folder / path) != wanted[path])
        ),
        left_over=tuple(sorted(held - wanted.keys())),
    )


def _held(folder: Path) -> Iterator[str]:
    """Yield every path in `folder` that is no directory."""
    for parent, names, files in os.walk(folder):
        for name in [*files, *(each for each in names if os.path.islink(Path(parent, each)))]:
            yield Path(parent, name).relative_to(folder).as_posix()


def _digest(path: Path) -> str | None:
    """Return the hash of a regular file; None for what is none."""
    try:
        return None if path.is_symlink() else digest(path.read_bytes())
    except OSError:
        return None
