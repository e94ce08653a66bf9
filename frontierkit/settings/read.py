"""Finds the settings of a project and reads them, validated once for every content."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from typing import Any

from frontierkit.dataclass import dataclass
from frontierkit.errors import UsageError
from frontierkit.settings.model import PathRule, Settings, Timeouts, Versions
from frontierkit.store import default_store

FORMAT = "2"
"""Raise it when a setting changes its meaning: what was kept before is then left aside."""

OWN_FILE = "frontierkit.toml"
SHARED_FILE = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """The settings of a project, the folder they are about, and the file they were read from."""

    settings: Settings
    root: str
    path: str | None = None

    def at(self, word: str) -> str:
        """Return `file:line` of the setting where `word` is written."""
        return f"{self.path}:{line_of(_text(self.path), (word,))}" if self.path else "the settings"


def read_settings(start: str = ".") -> ProjectSettings:
    """Return the settings that hold in folder `start`: its own, or those of a folder above it.

    The search ends at the root of a git repository. Without a file all settings have their
    defaults. Raises `UsageError`, with file and line, where a setting makes no sense.
    """
    folder = os.path.abspath(start)
    while True:
        found = _read_folder(folder)
        if found is not None:
            return found
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return ProjectSettings(Settings(), os.path.abspath(start))
        folder = parent


def settings_from_plain(plain: Mapping[str, Any]) -> Settings:
    """Return settings from the plain data that `validate` made of them."""
    special: dict[str, Any] = {
        "versions": Versions(**plain["versions"]),
        "timeouts": Timeouts(**plain["timeouts"]),
        "paths": {
            path: PathRule(
                select=tuple(rule["select"]),
                ignore=tuple(rule["ignore"]),
                severity=rule["severity"],
            )
            for path, rule in plain["paths"].items()
        },
    }
    lists = {key: tuple(value) for key, value in plain.items() if isinstance(value, list)}
    return Settings(**{**plain, **lists, **special})


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line of a TOML text where the last of `keys` stands, below the others."""
    import re

    lines = text.splitlines()
    at = 0
    for key in keys:
        word = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
        at = next((i for i in range(at, len(lines)) if word.search(lines[i])), at)
    return at + 1


def _read_folder(folder: str) -> ProjectSettings | None:
    own = os.path.join(folder, OWN_FILE)
    content = _content(own)
    if content is not None:
        return _validated(content, own, folder, ())
    shared = os.path.join(folder, SHARED_FILE)
    content = _content(shared)
    if content is not None and b"frontierkit" in content:
        return _validated(content, shared, folder, ("tool", "frontierkit"))
    return None


def _validated(
    content: bytes, path: str, folder: str, table: tuple[str, ...]
) -> ProjectSettings | None:
    """Return the settings in a file; None if it has no table of ours."""
    import json

    shown = os.path.relpath(path)
    store = default_store("settings")
    key = "\n".join((FORMAT, *table, content.decode("utf-8", "surrogateescape")))
    kept = store.get(key) if store else None
    if kept is not None:
        plain = json.loads(kept)
    else:
        from frontierkit.settings.validate import validate

        plain = validate(content, shown, table)
        if store:
            store.put(key, json.dumps(plain))
    return ProjectSettings(settings_from_plain(plain), folder, shown) if plain else None


def _content(path: str) -> bytes | None:
    shown = os.path.relpath(path)
    try:
        if stat.S_ISFIFO(os.stat(path).st_mode):
            raise UsageError(f"cannot read `{shown}`: it is a named pipe", "make it a file")
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UsageError(
            f"cannot read `{shown}`: {error.strerror or error}",
            "the settings are a file that can be read; docs/settings.md",
        ) from error


def _text(path: str | None) -> str:
    return (_content(path) or b"").decode("utf-8", "replace") if path else ""
