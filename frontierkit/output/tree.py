"""The files of a build, before anything touches the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from frontierkit.dataclass import dataclass
from frontierkit.errors import UsageError

MANIFEST = "manifest.json"
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "123456789"
}
_UNFIT = set('<>:"|?*\\') | {chr(code) for code in range(32)} | {"\x7f"}


class OutputRefused(UsageError):
    """What was declared would be written to a place where no file can or should be."""

    hint = "rename what is declared there: names become file names"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of a release: where it goes, exactly what it holds, and what declared it."""

    path: PurePosixPath
    text: str
    origin: str = ""

    def __post_init__(self) -> None:
        if why := _refusal(self.path):
            said = f", declared at {self.origin}," if self.origin else ""
            raise OutputRefused(f"the output file `{self.path}`{said} {why}")

    @property
    def content(self) -> bytes:
        """The bytes that are written. A text that is no Unicode is a `UnicodeEncodeError`."""
        return self.text.encode("utf-8")


class OutputTree:
    """Files sorted by path, none in the way of another on any file system."""

    def __init__(self, files: Iterable[OutputFile]) -> None:
        self.files = tuple(sorted(files, key=lambda file: file.path.as_posix()))
        taken: dict[str, OutputFile] = {}
        for file in self.files:
            folded = file.path.as_posix().casefold()
            if folded in taken:
                raise OutputRefused(_collision(taken[folded], file))
            taken[folded] = file
        for file in self.files:
            for parent in file.path.parents:
                if parent.as_posix().casefold() in taken:
                    raise OutputRefused(_collision(taken[parent.as_posix().casefold()], file))

    def __iter__(self) -> Iterator[OutputFile]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def get(self, path: str) -> OutputFile | None:
        """Return the file at `path`."""
        return next((file for file in self.files if file.path.as_posix() == path), None)


def _refusal(path: PurePosixPath) -> str:
    """Say why no file may be written to `path`, or nothing."""
    if path.is_absolute() or not path.parts:
        return "is not a path inside the build"
    if path.as_posix().casefold() == MANIFEST:
        return "would replace the manifest"
    for part in path.parts:
        if part == "..":
            return "leaves the build"
        if _UNFIT & set(part) or part[-1] in ". ":
            return f"has a part, {part!r}, that is no file name on every system"
        if part.partition(".")[0].lower() in _DEVICES:
            return f"has a part, `{part}`, that is a device on Windows"
        if len(part.encode("utf-8", "replace")) > 200:
            return "has a name longer than 200 bytes"
    return ""


def _collision(one: OutputFile, other: OutputFile) -> str:
    origins = " and ".join(file.origin for file in (one, other) if file.origin)
    said = f", declared at {origins}" if origins else ""
    if one.path == other.path:
        return f"two files would be written to `{one.path}`{said}"
    return f"`{one.path}` and `{other.path}` would be the same place on some file systems{said}"
