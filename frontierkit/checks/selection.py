"""Which checks run, where, and how serious their findings are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from frontierkit.checks import CHECKS, DEFAULT
from frontierkit.diagnostics import Severity
from frontierkit.errors import UsageError
from frontierkit.settings import Settings
from frontierkit.text import closest


class UnknownCheck(UsageError):
    """A name or family that is asked for does not exist; `word` is what was written."""

    def __init__(self, word: str) -> None:
        meant = closest(word, (*CHECKS, *_families()))
        hint = f"did you mean `{meant}`? " if meant else ""
        super().__init__(
            f"no check and no family of checks is called `{word}`",
            f"{hint}`frontierkit explain` lists them all",
        )
        self.word = word


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks that run, in the order of the table.

    `severity` is what differs from a check's own; `ignored` says, by pattern of a path below
    `root`, which checks are left out there.
    """

    checks: tuple[str, ...]
    severity: Mapping[str, Severity] = field(default_factory=dict)
    ignored: Mapping[str, frozenset[str]] = field(default_factory=dict)
    root: str = "."

    def wants(self, check: str, path: str) -> bool:
        """Return whether what `check` finds in the file `path` is to be told."""
        if not self.ignored:
            return True
        from fnmatch import fnmatchcase

        below = os.path.relpath(path, self.root).replace(os.sep, "/")
        return not any(
            check in names and fnmatchcase(below, pattern)
            for pattern, names in self.ignored.items()
        )


def select_checks(settings: Settings, root: str = ".") -> Selection:
    """Return what the settings select; raises `UnknownCheck` for a name that is none.

    `root` is the folder that the paths of the settings are relative to.
    """
    wanted = _named(settings.select or (settings.profile,)) - _named(settings.ignore)
    return Selection(
        tuple(name for name in CHECKS if name in wanted),
        _severities(settings.severity),
        {path: frozenset(_named(rule.ignore)) for path, rule in settings.paths.items()},
        root,
    )


def _severities(words: Mapping[str, str]) -> dict[str, Severity]:
    """Return the severity of each check that has one set; a name goes before a family."""
    by_length = sorted(words.items(), key=lambda item: "/" in item[0])
    return {
        name: Severity[severity.upper()] for word, severity in by_length for name in _named((word,))
    }


def _named(words: Iterable[str]) -> set[str]:
    """Return the checks that names, families and profiles stand for."""
    profiles = {"default": DEFAULT, "strict": CHECKS}
    found: set[str] = set()
    for word in words:
        names = {name for name in CHECKS if name == word or name.startswith(f"{word}/")}
        names.update(profiles.get(word, ()))
        if not names:
            raise UnknownCheck(word)
        found |= names
    return found


def _families() -> list[str]:
    return sorted({name.partition("/")[0] for name in CHECKS})
