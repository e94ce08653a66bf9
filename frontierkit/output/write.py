"""Publish a tree: whoever looks at `build/current` sees the whole old one or the whole new one.

The tree is written beside the releases, made durable, renamed into their midst, and only then
does the relative symbolic link `current` move, in one operation. Containers mount `build/`, never
what the link points to, so that they see it move.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun, UsageError
from frontierkit.output.disk import (
    explained,
    make_directory,
    remove_tree,
    replace_file,
    replace_link,
    sync_directory,
    write_new,
)
from frontierkit.output.lock import locked
from frontierkit.output.manifest import Manifest
from frontierkit.output.prune import prune, sweep
from frontierkit.output.release import CURRENT, RELEASES, Release, difference, live_name, releases
from frontierkit.output.tree import MANIFEST, OutputTree
from frontierkit.text import listed

KEEP = 5
NAME_LENGTH = 16
_IGNORED = "*\n!.gitignore\n"
_UNTOUCHED = "`current` is as it was"


class NothingToBuild(UsageError):
    """An empty release would make Grafana delete every dashboard, and silence every alert."""

    hint = "declare a dashboard, a rule group or a scrape job; `build/current` is as it was"


@dataclass(frozen=True, slots=True)
class Published:
    """The release that is live now, and whether it was live before."""

    name: str
    unchanged: bool


def publish(tree: OutputTree, manifest: Manifest, build: Path, keep: int = KEEP) -> Published:
    """Make `tree` the live release of `build`, and keep the last `keep` releases.

    If this fails or is interrupted, at whatever moment, `current` is the whole old release or the
    whole new one. Nothing is removed but what a manifest owns and what a killed build left.
    """
    if not len(tree):
        raise NothingToBuild("there is nothing to build: no artifact is declared")
    with explained(f"write to `{build}`", _UNTOUCHED):
        make_directory(build / RELEASES)
        with locked(build):
            _prepare(build)
            before = live_name(build)
            name = _placed(tree, manifest, build)
            if name != before:
                replace_link(build / CURRENT, f"{RELEASES}/{name}")
            with explained("remove old releases", f"`current` is the new release, {name}"):
                prune(build, keep)
    return Published(name, name == before)


def go_back(build: Path, wanted: str) -> Release:
    """Make an older release live: the one whose name begins with `wanted`."""
    with explained(f"write to `{build}`", _UNTOUCHED):
        found = _named(build, wanted)
        with locked(build):
            if not found.whole:
                raise CannotRun(
                    f"release `{found.name}` is damaged: files are missing or were changed",
                    "choose another, or build it again from its sources",
                )
            if not found.current:
                replace_link(build / CURRENT, f"{RELEASES}/{found.name}")
    return found


def write_files(tree: OutputTree, folder: Path) -> None:
    """Write the files of `tree` into a directory that holds none of them yet."""
    for file in tree:
        path = folder / file.path
        make_directory(path.parent)
        write_new(path, file.content)


def _prepare(build: Path) -> None:
    """Take away what a killed build has left, and see that the link can be moved."""
    sweep(build)
    if not os.path.lexists(build / ".gitignore"):
        replace_file(build / ".gitignore", _IGNORED.encode("ascii"))
    current = build / CURRENT
    if os.path.lexists(current) and not current.is_symlink():
        raise UsageError(
            f"`{current}` is not a symbolic link, so it is not the work of a build",
            "move it away, or build to another directory with --output",
        )


def _named(build: Path, wanted: str) -> Release:
    known = releases(build)
    found = [release for release in known if release.name.startswith(wanted)]
    exact = [release for release in found if release.name == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not known:
        raise UsageError(f"`{build}` holds no release", "`frontierkit build` makes one")
    problem = "is the beginning of several releases" if found else "is no release"
    names = listed(release.name for release in found or known)
    raise UsageError(f"`{wanted}` {problem} in `{build}`", f"there are {names}")


def _placed(tree: OutputTree, manifest: Manifest, build: Path) -> str:
    """Return the name of a whole release with this content, written now if there is none.

    What somebody has tampered with is never repaired in place: it may be the live one.
    """
    folder = build / RELEASES
    short = manifest.release[:NAME_LENGTH]
    for name in (short, *(f"{short}.{number}" for number in range(1, 1000))):
        release = folder / name
        if not os.path.lexists(release):
            _write_release(tree, manifest, folder, name)
            return name
        if not difference(tree, release) and (release / MANIFEST).is_file():
            _refresh(release, manifest)
            return name
    raise UsageError(
        f"`{folder}` holds a thousand damaged copies of release {short}",
        "see who changes files there, and remove them",
    )


def _write_release(tree: OutputTree, manifest: Manifest, folder: Path, name: str) -> None:
    new = folder / f".new-{name}"
    try:
        make_directory(new)
        write_files(tree, new)
        write_new(new / MANIFEST, manifest.text.encode("utf-8"))
        for parent, _, _ in os.walk(new):
            sync_directory(Path(parent))
        os.rename(new, folder / name)
    except BaseException:
        # Ctrl-C and a full disk leave nothing behind; what `kill -9` leaves, the next build sweeps.
        with suppress(OSError):
            remove_tree(new)
        raise
    sync_directory(folder)


def _refresh(release: Path, manifest: Manifest) -> None:
    """Let the manifest of an old release say what this build knows of it: origins, verification."""
    text = manifest.text.encode("utf-8")
    if (release / MANIFEST).read_bytes() != text:
        replace_file(release / MANIFEST, text)
    # The order of the releases is that of their building.
    os.utime(release)
