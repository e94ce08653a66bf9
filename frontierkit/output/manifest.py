"""What a release holds, who declared it, and which outside program has judged it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import ClassVar, Literal

from frontierkit import __version__
from frontierkit.errors import CannotRun
from frontierkit.output.json_text import as_json
from frontierkit.output.tree import MANIFEST, OutputFile, OutputRefused, OutputTree

_CLOSED = {"extra": "forbid"}


class ManifestBroken(CannotRun):
    """A manifest cannot be read as one."""

    hint = "remove that release's directory if nothing uses it, and build again"


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of a release; `origin` is the line that declared it, or empty."""

    __pydantic_config__: ClassVar = _CLOSED

    path: str
    sha256: str
    origin: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The version of promtool that accepted the release; None: it was not asked."""

    __pydantic_config__: ClassVar = _CLOSED

    promtool: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `manifest.json`. Neither time, nor host, nor user is in it.

    `release` is the hash of all paths and contents; `version` that of this format.
    """

    __pydantic_config__: ClassVar = _CLOSED

    version: Literal[1]
    frontierkit: str
    release: str
    verified: Verified
    files: tuple[ManifestFile, ...]

    @property
    def text(self) -> str:
        """The manifest as its file holds it."""
        return as_json(asdict(self))


def manifest(tree: OutputTree, promtool: str | None) -> Manifest:
    """Return the manifest of a tree that `promtool` (a version, or None) has accepted."""
    files = tuple(
        ManifestFile(file.path.as_posix(), digest(file.content), file.origin) for file in tree
    )
    return Manifest(1, __version__, _release_hash(files), Verified(promtool), files)


def read_manifest(release: Path) -> Manifest | None:
    """Return the manifest of a release directory; None where there is none."""
    from json import loads

    file = release / MANIFEST
    try:
        found = loads(file.read_bytes())
        read = Manifest(
            version=found["version"],
            frontierkit=found["frontierkit"],
            release=found["release"],
            verified=Verified(found["verified"]["promtool"]),
            files=tuple(ManifestFile(**each) for each in found["files"]),
        )
        # Whoever reads a manifest relies on it: no path in it leads out of the release.
        OutputTree(OutputFile(PurePosixPath(file.path), "") for file in read.files)
        return read
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError, RecursionError, OutputRefused):
        raise ManifestBroken(f"`{file}` is not a manifest of this version") from None


def digest(content: bytes) -> str:
    """Return the hash of a file's content, in hexadecimal."""
    return sha256(content).hexdigest()


def _release_hash(files: Iterable[ManifestFile]) -> str:
    lines = (f"{file.sha256}  {file.path}\n" for file in files)
    return digest("".join(lines).encode("utf-8"))
