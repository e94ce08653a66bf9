"""The few ways in which anything is put on the disk: durable, and whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from frontierkit.errors import CannotRun


class CannotWrite(CannotRun):
    """The disk is full, or the system does not let us write."""


@contextmanager
def explained(doing: str, consequence: str) -> Iterator[None]:
    """Turn what the system says of a failed operation into one sentence about `doing`."""
    try:
        yield
    except OSError as error:
        where = f" `{error.filename}`" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CannotWrite(
                f"the disk is full: could not {doing}{where}",
                f"free some space and build again; {consequence}",
            ) from error
        raise CannotWrite(
            f"could not {doing}{where}: {error.strerror or error}",
            f"make it writable for you and build again; {consequence}",
        ) from error


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, and wait until the disk has it.

    Whoever runs Prometheus and Grafana may read it, however careful this user's umask is.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    try:
        os.fchmod(descriptor, 0o644)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_directory(path: Path) -> None:
    """Make a directory, and those above it, where there is none; everybody may look into them."""
    if not path.is_dir():
        make_directory(path.parent)
        os.mkdir(path)
        os.chmod(path, 0o755)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in the place of another, at once."""
    beside = path.with_name(f".new-{path.name}")
    with suppress(FileNotFoundError):
        os.unlink(beside)
    try:
        write_new(beside, content)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    sync_directory(path.parent)


def rewrite_file(path: Path, content: bytes) -> None:
    """Give a file of the user's new content, at once; its mode stays, and so does a link to it."""
    target = path.resolve(strict=True)
    mode = stat.S_IMODE(target.stat().st_mode)
    beside = target.with_name(f".new-{os.getpid()}-{target.name}")
    try:
        write_new(beside, content)
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    sync_directory(target.parent)


def replace_link(link: Path, target: str) -> None:
    """Let the symbolic link `link` point to `target`, at once."""
    beside = link.with_name(f".new-{link.name}")
    with suppress(FileNotFoundError):
        os.unlink(beside)
    try:
        os.symlink(target, beside)
        os.replace(beside, link)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    sync_directory(link.parent)


def sync_directory(directory: Path) -> None:
    """Wait until the disk has the names in a directory."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_tree(directory: Path) -> None:
    """Remove a directory that is all ours, with all that is in it."""
    for folder, names, files in os.walk(directory, topdown=False):
        for name in files:
            os.unlink(os.path.join(folder, name))
        for name in names:
            inner = os.path.join(folder, name)
            (os.unlink if os.path.islink(inner) else os.rmdir)(inner)
    os.rmdir(directory)
