"""What lint said last time, said again while nothing that it looked at has changed.

An entry holds what was printed, the exit code, and every file, folder and path that the run looked
at. A file is unchanged if its times, size and inode are those of then, or else if its content is;
so is a folder by the names in it. An entry is found by all else that a run depends on: arguments,
working directory, environment, day, Python, whether the output is a terminal. If in doubt there is
no entry: where sources do more than read files, and where something changed during the run.
"""

from __future__ import annotations

import os
import stat
import sys
from time import strftime, time_ns

from frontierkit import __version__
from frontierkit.seen import Seen, watch
from frontierkit.store import Store, default_store, digest, digest_of_bytes

TYPE_CHECKING = False  # importing it costs as much as half of what is here
if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "1"
HEEDED = """
    CLICOLOR CLICOLOR_FORCE FORCE_COLOR FRONTIERKIT_TRACEBACK HOME LANG LC_ALL LC_CTYPE
    LD_LIBRARY_PATH NO_COLOR PATH PYTHONHOME PYTHONIOENCODING PYTHONPATH PYTHONUTF8 SYSTEMROOT
    TERM TMPDIR TZ
"""
"""The environment that a run depends on; `programs.python` gives sources no more of it."""
SWITCH = "--no-cache"
OTHER_RUNS = ("--fix", "--diff", "--baseline", "--write-baseline", "--help", "-h")
COARSE_NS = 20_000_000
"""How far apart two changes are at least that a file system tells apart by their times."""


class Memory:
    """The answers of earlier runs of one command line."""

    def __init__(self, store: Store, arguments: list[str]) -> None:
        self.store = store
        self.key = _key(arguments)
        self.begun_ns = time_ns()
        self.seen: Seen | None = None

    def recall(self) -> tuple[int, str] | None:
        """Return the exit code and the output of a run that would be no other today."""
        kept = self.store.get(self.key)
        if kept is None:
            return None
        head, _, output = kept.partition("\n\n")
        code, *lines = head.split("\n")
        looked_at = [line.split("\t", 2) for line in lines]
        if all(_unchanged(kind, state, path) for kind, state, path in looked_at):
            return int(code), output
        return None

    def begin(self) -> None:
        """Watch what this run looks at, to keep what it says."""
        self.seen = watch()

    def keep(self, code: int, output: str) -> None:
        """Keep what this run has said, if all that it depends on can be told."""
        seen = self.seen
        if seen is None or seen.started != seen.answered or _beyond_files(seen):
            return
        lines = []
        cache = os.path.dirname(self.store.folder) + os.sep
        for kind, path in _looked_at(seen, cache):
            state = _state(kind, path, self.begun_ns)
            if state is None or "\n" in path:
                return
            lines.append(f"{kind}\t{state}\t{path}")
        head = "\n".join((str(code), *lines))
        self.store.put(self.key, f"{head}\n\n{output}")


def memory(arguments: list[str]) -> Memory | None:
    """Return the memory of a command line; None of one that nobody is to remember."""
    if arguments[:1] != ["lint"] or SWITCH in arguments:
        return None
    if any(argument.partition("=")[0] in OTHER_RUNS for argument in arguments):
        return None
    store = default_store("results")
    return None if store is None or sys.stdout is None else Memory(store, arguments)


def _key(arguments: list[str]) -> str:
    environment = [f"{name}={os.environ[name]}" for name in HEEDED.split() if name in os.environ]
    parts = (FORMAT, __version__, sys.version, sys.executable, os.getcwd(), strftime("%Y-%m-%d"))
    output = (sys.stdout.encoding, sys.stdout.errors or "", str(sys.stdout.isatty()))
    return "\0".join((*parts, *output, *environment, *arguments))


def _beyond_files(seen: Seen) -> bool:
    """Return whether sources did something that their files do not tell of."""
    return any(deed.startswith("a source: ") for deed in seen.outside)


def _looked_at(seen: Seen, cache: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the path of each thing that may change; what is cached is made anew."""
    libraries = tuple(_libraries())
    for path in sorted(seen.opened | seen.modules | _modules()):
        if path.startswith(libraries):
            if not path.endswith(".pyc"):  # Python holds it against its source
                yield "module", path
        elif not path.startswith(cache):
            yield ("file" if os.path.exists(path) else "path"), path
    for path in sorted(seen.folders):
        if not f"{path}{os.sep}".startswith((*libraries, cache)):
            yield "folder", path
    for path in sorted(seen.probed):
        if not path.startswith((*libraries, cache)):
            yield "path", path


def _libraries() -> Iterator[str]:
    """Yield the folders where Python, what is installed for it, and frontierkit are."""
    yield os.path.dirname(os.__file__) + os.sep
    yield os.path.dirname(__file__) + os.sep
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            yield folder + os.sep


def _modules() -> set[str]:
    found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return {file for file in found if isinstance(file, str)}


def _state(kind: str, path: str, begun_ns: int) -> str | None:
    """Return how something is now; None if it is not sure that it was so during the whole run."""
    if kind == "path":
        return _what(path)
    try:
        status = os.stat(path)
        if max(status.st_mtime_ns, status.st_ctime_ns) >= begun_ns - COARSE_NS:
            return None
        return _times(status) + ("" if kind == "module" else f" {_content(kind, path)}")
    except OSError:
        return None


def _unchanged(kind: str, state: str, path: str) -> bool:
    if kind == "path":
        return _what(path) == state
    try:
        times = _times(os.stat(path))
        if state == times or state.startswith(f"{times} "):
            return True
        return kind != "module" and state.rpartition(" ")[2] == _content(kind, path)
    except OSError:
        return False


def _times(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def _content(kind: str, path: str) -> str:
    if kind == "folder":
        return digest("\0".join(sorted(f"{e.name}{e.is_dir()}" for e in os.scandir(path))))
    with open(path, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(f"{path} is no file")
        return digest_of_bytes(file.read())


def _what(path: str) -> str:
    """Return what a path is: nothing, a folder, or something else."""
    if os.path.isdir(path):
        return "folder"
    return "there" if os.path.lexists(path) else "absent"
