"""Which checks run, where, and how serious their findings are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from frontierkit.checks import CHECKS, DEFAULT
from frontierkit.dataclass import dataclass, field
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
class There:
    """What is different for the files that a pattern matches; `selected` None: nothing of that."""

    pattern: str
    selected: frozenset[str] | None
    ignored: frozenset[str]
    severity: Mapping[str, Severity]


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks that run, in the order of the table, those that run only somewhere included.

    `everywhere` are those that run where no path says otherwise, `severity` is what differs from
    a check's own; `there` are the differences by path, relative to `root`.
    """

    checks: tuple[str, ...]
    everywhere: frozenset[str]
    severity: Mapping[str, Severity] = field(default_factory=dict)
    there: tuple[There, ...] = ()
    root: str = "."

    def wants(self, check: str, path: str) -> bool:
        """Return whether what `check` finds in the file `path` is to be told."""
        if not self.there:
            return check in self.everywhere
        rules = self._at(path)
        chosen = [rule.selected for rule in rules if rule.selected is not None]
        selected = any(check in names for names in chosen) if chosen else check in self.everywhere
        return selected and not any(check in rule.ignored for rule in rules)

    def severity_of(self, check: str, path: str, usual: Severity) -> Severity:
        """Return how serious a finding of `check` in the file `path` is; the last of two counts."""
        severity = self.severity.get(check, usual)
        for rule in self._at(path):
            severity = rule.severity.get(check, severity)
        return severity

    def _at(self, path: str) -> list[There]:
        if not self.there:
            return []
        from fnmatch import fnmatchcase

        below = os.path.relpath(path, self.root).replace(os.sep, "/")
        return [rule for rule in self.there if fnmatchcase(below, rule.pattern)]


def select_checks(settings: Settings, root: str = ".") -> Selection:
    """Return what the settings select; raises `UnknownCheck` for a name that is none.

    `root` is the folder that the paths of the settings are relative to.
    """
    ignored = _named(settings.ignore)
    everywhere = _named(settings.select or (settings.profile,)) - ignored
    there = tuple(
        There(
            pattern,
            frozenset(_named(rule.select) - ignored) if rule.select else None,
            frozenset(_named(rule.ignore)),
            _severities(rule.severity),
        )
        for pattern, rule in settings.paths.items()
    )
    wanted = everywhere.union(*(rule.selected or () for rule in there))
    return Selection(
        tuple(name for name in CHECKS if name in wanted),
        frozenset(everywhere),
        _severities(settings.severity),
        there,
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
