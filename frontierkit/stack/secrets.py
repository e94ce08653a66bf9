"""Secrets are files: made where that is possible, refused where others can read them."""

from __future__ import annotations

import os
import re
import secrets as randomness
import stat
from collections.abc import Iterable
from pathlib import Path

from frontierkit.errors import CannotRun
from frontierkit.output.disk import explained, make_directory
from frontierkit.stack.released import Released
from frontierkit.text import listed

MADE = frozenset(("grafana_admin_password", "elastic_password", "kibana_password"))
"""Passwords of what the stack itself runs: any will do, so they are made."""

_NAMED = re.compile(r"/run/secrets/([\w.-]+)")


class SecretUnsafe(CannotRun):
    """A secret is missing, empty, or readable by everybody."""


def needed(services: Iterable[str], release: Released) -> tuple[str, ...]:
    """Return the secrets that the configurations of these services name in the release."""
    found: dict[str, None] = {}
    for service in services:
        for path in sorted((release.folder / service).rglob("*")):
            if path.is_file():
                found |= dict.fromkeys(_NAMED.findall(path.read_text("utf-8", "replace")))
    return tuple(found)


def provide(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """See that every secret is there and private; return the names of those made just now.

    Raises `SecretUnsafe` for one that only its owner can know, or that everybody can read.
    """
    names = tuple(dict.fromkeys(names))
    made = []
    with explained(f"write to `{folder}`", "nothing was started"):
        make_directory(folder)
        missing = [name for name in names if not (folder / name).exists()]
        _refuse_missing(folder, [name for name in missing if name not in MADE])
        for name in missing:
            _make(folder / name)
            made.append(name)
    for name in names:
        _refuse_unsafe(folder / name)
    return tuple(made)


def _refuse_missing(folder: Path, names: list[str]) -> None:
    if names:
        raise SecretUnsafe(
            f"{'secrets are' if len(names) > 1 else 'a secret is'} missing: the configuration "
            f"names {listed(names)}",
            "only you know what belongs there: write it to "
            f"{listed(str(folder / name) for name in names)}, and `chmod 640` it",
        )


def _refuse_unsafe(path: Path) -> None:
    there = path.stat()
    if not stat.S_ISREG(there.st_mode) or not there.st_size:
        raise SecretUnsafe(
            f"the secret `{path}` is {'empty' if stat.S_ISREG(there.st_mode) else 'no file'}",
            "write the secret to it, and nothing else",
        )
    if there.st_mode & stat.S_IRWXO:
        raise SecretUnsafe(
            f"everybody on this machine can read the secret `{path}`",
            f"`chmod 640 {path}`, and change it if somebody may have seen it",
        )


def _make(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    try:
        os.fchmod(descriptor, 0o640)
        os.write(descriptor, randomness.token_urlsafe(24).encode("ascii"))
    finally:
        os.close(descriptor)
