"""Reads a catalog that somebody wrote: YAML or JSON, validated, with sentences that name a line."""

from __future__ import annotations

import os
import stat
from itertools import islice
from typing import TYPE_CHECKING

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.plain import FORMAT, dump, load
from frontierkit.errors import UsageError
from frontierkit.store import Store, default_store

if TYPE_CHECKING:
    from pathlib import Path

    from frontierkit.catalog.kinds import Problem

SUFFIXES = (".yaml", ".yml", ".json")
MOST_PROBLEMS = 50
MOST_BYTES = 64 << 20


class CatalogError(UsageError):
    """A catalog cannot be used; `problems` has every line that is to blame."""

    def __init__(
        self, path: str, problems: tuple[Problem, ...] = (), message: str = "", hint: str = ""
    ) -> None:
        self.path = path
        self.problems = problems
        places = [f"{path}:{problem.line}: {problem.message}" for problem in problems]
        super().__init__(message or "\n".join(places), hint or "the format: docs/catalogs.md")


def read_catalog(path: Path | str, store: Store | None = None) -> ExporterCatalog:
    """Return the catalog in a file as of its own version; `CatalogError` if it is none.

    What was valid once is kept in `store` (by default the user's own) and not validated again.
    """
    from pathlib import Path

    path = Path(path)
    try:
        text = _content(path).decode("utf-8-sig")
    except OSError as error:
        raise CatalogError(str(path), message=f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise CatalogError(str(path), message=f"{path}: the file is not UTF-8 text") from None
    return catalog_from_text(text, path, store or default_store("catalogs"))


def _content(path: Path) -> bytes:
    """Return what is in a file; a pipe is waited for only if a shell made it, as `<(…)` does."""
    if stat.S_ISFIFO(os.stat(path).st_mode) and not os.path.abspath(path).startswith("/dev/"):
        raise CatalogError(str(path), message=f"{path}: it is a named pipe, not a file")
    with open(path, "rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise CatalogError(
            str(path), message=f"{path}: it has more than {most} MiB", hint="is it a catalog?"
        )
    return content


def catalog_from_text(text: str, path: Path, store: Store | None = None) -> ExporterCatalog:
    """Return the catalog in a text that was read from `path`, which gives it its name."""
    key = f"catalog {FORMAT} {path.stem} {text}"
    kept = store.get(key) if store else None
    if kept is not None:
        return load(kept)
    catalog = _validated(text, path)
    if store:
        store.put(key, dump(catalog))
    return catalog


def _validated(text: str, path: Path) -> ExporterCatalog:
    from frontierkit.catalog.build import build
    from frontierkit.catalog.history import contradictions
    from frontierkit.catalog.kinds import Problem
    from frontierkit.catalog.shape import problems
    from frontierkit.catalog.tree import Unreadable, parse

    try:
        root = parse(text)
    except Unreadable as error:
        raise CatalogError(str(path), (Problem(error.line, error.message),)) from None
    for rule in (problems, contradictions):
        if found := tuple(islice(rule(root), MOST_PROBLEMS)):
            raise CatalogError(str(path), found)
    return build(root, path.stem)
