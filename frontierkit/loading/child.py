"""The process in which the sources of a project run: what they declare leaves it as plain data.

Started as `python -m frontierkit.loading.child`, with one JSON argument. What it says goes, a JSON
object a line, into the file descriptor that it is given; what sources print goes to the streams,
as ever. Nothing of the SDK or of the project's own code is ever imported by the parent.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from frontierkit import seen

_MEMORY = 8 << 30


def main(argument: str) -> int:
    """Run the sources and say what they declare, or what is wrong with them."""
    asked = json.loads(argument)
    pipe = os.fdopen(asked["pipe"], "w", encoding="utf-8")

    def say(**message: Any) -> None:
        pipe.write(json.dumps(message) + "\n")
        pipe.flush()

    looked_at = seen.watch()
    _limit()
    # A crash or a loop without end still says in which line of which file.
    faulthandler.enable(pipe)
    warnings.simplefilter("ignore", DeprecationWarning)
    root, folder = Path(asked["root"]), Path(asked["sources"])
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True

    def watch() -> None:
        faulthandler.dump_traceback_later(asked["timeout_s"], exit=True, file=pipe)

    declared = list(_declared(root, folder, say, watch))
    watch()
    if None not in declared:
        _compile([found for found in declared if found is not None], root, asked, say)
    faulthandler.cancel_dump_traceback_later()
    faulthandler.disable()
    say(seen=looked_at.plain())
    say(ended=True)
    return 0


def _declared(
    root: Path, folder: Path, say: Callable[..., None], watch: Callable[[], None]
) -> Iterator[Any]:
    """Yield every declaration of every source, and None for a source that fails."""
    from frontierkit.loading.declarations import (
        Refused,
        declarations,
        import_source,
        is_declarable,
        source_files,
    )

    said: set[tuple[str, str, int]] = set()
    for file in source_files(folder):
        say(running=file.relative_to(root).as_posix())
        watch()
        try:
            module = import_source(file, folder)
            yield from (d for d in declarations(file, module) if is_declarable(d.value))
        except BaseException as error:
            if isinstance(error, Refused):
                failure = _refusal(error, root)
            else:
                failure = _failure(error, file, root, folder)
            key = (failure["message"], failure["path"], failure["line"])
            if key not in said:
                said.add(key)
                say(failed=failure)
            yield None


def _compile(declared: list[Any], root: Path, asked: dict[str, Any], say: Any) -> None:
    from frontierkit.loading.declarations import Refused
    from frontierkit.loading.sources_compile import UnknownEngine, compile_declared

    folder = Path(asked["sources"])
    try:
        say(
            declared=compile_declared(
                declared, root, tuple(asked["engines"]), str(asked["datasource"])
            )
        )
    except UnknownEngine as error:
        say(unknown_engine=error.name, known=list(error.known))
    except Refused as error:
        say(failed=_refusal(error, root))
    except BaseException as error:
        say(failed=_failure(error, folder, root, folder))


def _refusal(error: Any, root: Path) -> dict[str, Any]:
    return {
        "message": str(error),
        "hint": error.hint,
        "path": _shown(error.path, root),
        "line": error.line,
    }


def _failure(error: BaseException, file: Path, root: Path, folder: Path) -> dict[str, Any]:
    """Return what a source raised, with the line of the source that is to blame."""
    from frontierkit.authoring.refuse import SourceError

    if isinstance(error, SyntaxError) and error.filename:
        return {
            "message": f"Python cannot read this: {error.msg}",
            "hint": "nothing is compiled while a source cannot be read",
            "path": _shown(error.filename, root),
            "line": error.lineno or 1,
            "column": error.offset or 1,
        }
    path, line = _blamed(error, file, root, folder)
    failure: dict[str, Any] = {"path": _shown(path, root), "line": line}
    if isinstance(error, SourceError):
        return failure | {"message": str(error), "hint": error.hint}
    if isinstance(error, SystemExit):
        message = "the source ends Python (`exit`) in place of declaring something"
        return failure | {"message": message, "hint": "remove that: sources only declare"}
    return failure | {
        "message": f"the source raises {_said(error)}",
        "hint": _next_step(error, _shown(str(file), root)),
    }


def _said(error: BaseException) -> str:
    """Return the kind of an exception, and the first line of what it says."""
    kind = type(error).__name__
    try:
        said = str(error).strip().splitlines()
    except Exception:
        return f"{kind}, which cannot say what it is about"
    return f"{kind}: {said[0]}" if said else kind


def _next_step(error: BaseException, source: str) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"put the module beside the sources, or install it for `{sys.executable}`"
    return f"`python {source}` shows the whole way there"


def _blamed(error: BaseException, file: Path, root: Path, folder: Path) -> tuple[str, int]:
    """Return the innermost line of the traceback that is in a source, else in the project."""
    frames = [(f.filename, f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
    for home in (folder, root):
        inside = [
            frame
            for frame in frames
            if frame[0].startswith(str(home) + os.sep) and "site-packages" not in frame[0]
        ]
        inside = [frame for frame in inside if not _is_ours(frame[0])]
        if inside:
            return inside[-1]
    return str(file), 1


def _is_ours(path: str) -> bool:
    from frontierkit.authoring.written import is_ours

    return is_ours(path)


def _shown(path: str, root: Path) -> str:
    with suppress(ValueError):
        return Path(path).relative_to(root).as_posix()
    return path


def _limit() -> None:
    """Keep a source that eats memory from taking the machine with it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    code = main(sys.argv[1])
    # All is said: what a source left running, or meant to do at the end, is not waited for.
    os._exit(code)
