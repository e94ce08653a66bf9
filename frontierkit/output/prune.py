"""Take away what is no longer needed, and nothing that is not ours."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from frontierkit.output.disk import remove_tree
from frontierkit.output.manifest import ManifestBroken, read_manifest
from frontierkit.output.release import CURRENT, RELEASES, releases
from frontierkit.output.tree import MANIFEST

_NEW = ".new-"
_OLD = ".old-"


def prune(build: Path, keep: int) -> None:
    """Remove all releases but the last `keep` and the live one."""
    for release in releases(build)[keep:]:
        if release.current:
            continue
        leaving = build / RELEASES / f"{_OLD}{release.name}"
        # Under its old name a release is whole or not there.
        os.rename(release.path, leaving)
        _remove_owned(leaving)


def sweep(build: Path) -> None:
    """Remove what a build that was killed has left. The lock must be held."""
    with suppress(FileNotFoundError):
        os.unlink(build / f"{_NEW}{CURRENT}")
    for entry in sorted(os.scandir(build / RELEASES), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith(_NEW) and entry.is_dir(follow_symlinks=False):
            remove_tree(path)
        elif entry.name.startswith(_OLD) and entry.is_dir(follow_symlinks=False):
            _remove_owned(path)
        elif entry.is_dir(follow_symlinks=False):
            with suppress(FileNotFoundError):
                os.unlink(path / f"{_NEW}{MANIFEST}")


def _remove_owned(leaving: Path) -> None:
    """Remove the files that the manifest owns; what others put there stays, under the old name."""
    try:
        manifest = read_manifest(leaving)
    except ManifestBroken:
        manifest = None
    for file in manifest.files if manifest else ():
        path = leaving / file.path
        # A directory that somebody made a link leads to files that are not ours.
        if path.parent.resolve().is_relative_to(leaving.resolve()):
            with suppress(FileNotFoundError):
                os.unlink(path)
    with suppress(FileNotFoundError):
        os.unlink(leaving / MANIFEST)
    for folder, _, _ in os.walk(leaving, topdown=False):
        with suppress(OSError):
            os.rmdir(folder)
    if leaving.exists():
        os.rename(leaving, leaving.with_name(leaving.name.removeprefix(_OLD)))
