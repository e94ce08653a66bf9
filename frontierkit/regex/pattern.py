"""Patterns of label matchers: anchored at both ends, RE2, in linear time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from frontierkit.regex import languages
from frontierkit.regex.automaton import Automaton, TooLarge
from frontierkit.regex.classes import RegexError
from frontierkit.regex.reader import Reader
from frontierkit.regex.tree import Choice, Join, Part, nullable


class Pattern:
    """A pattern that RE2 accepts."""

    def __init__(self, pattern: str, part: Part) -> None:
        self.pattern = pattern
        self.part = part

    def fullmatch(self, value: str) -> bool:
        """Whether the whole value matches."""
        return self.automaton.fullmatch(value)

    @cached_property
    def automaton(self) -> Automaton:
        try:
            return Automaton(self.part)
        except TooLarge as error:
            raise RegexError(str(error), 0, len(self.pattern)) from None


@lru_cache(4096)
def _read(pattern: str) -> Part | RegexError:
    try:
        return Reader(pattern).read()
    except RegexError as error:
        return error


def _part(pattern: str) -> Part:
    found = _read(pattern)
    if isinstance(found, RegexError):
        raise RegexError(found.message, found.start, found.end)
    return found


@lru_cache(512)
def compile_re2(pattern: str) -> Pattern:
    """Compile a pattern; what RE2 refuses is a `RegexError`."""
    return Pattern(pattern, _part(pattern))


@lru_cache(4096)
def matches_empty(pattern: str) -> bool:
    """Whether a pattern matches a label that is missing; raises `RegexError` as compiling does."""
    return nullable(_part(pattern))


def fully_matches(pattern: str, value: str) -> bool | None:
    """Whether a pattern matches the whole of a value; None for what is no pattern."""
    try:
        return compile_re2(pattern).fullmatch(value)
    except RegexError:
        return None


def literal_alternatives(pattern: str) -> tuple[str, ...] | None:
    """All values that a pattern matches, if they are few, in the order of the pattern."""
    return languages.literals(_part(pattern))


def accepts_none(pattern: str, values: Iterable[str]) -> bool:
    """Whether a pattern matches none of these values."""
    compiled = compile_re2(pattern)
    return not any(map(compiled.fullmatch, values))


def branches_without_match(pattern: str, values: Iterable[str]) -> list[tuple[int, int, str]]:
    """The branches of the outermost `|` that match none of these values: start, end, text.

    A pattern without `|` has no branches.
    """
    part = _part(pattern)
    if isinstance(part, Join):
        inner = languages.without_edges(part.parts)
        part = inner[0] if len(inner) == 1 else part
    if not isinstance(part, Choice):
        return []
    known = list(values)
    return [
        (branch.start, branch.end, pattern[branch.start : branch.end])
        for branch in part.branches
        if not any(map(Pattern(pattern, branch).fullmatch, known))
    ]


def can_intersect(left: str, right: str) -> bool | None:
    """Whether some value matches both patterns; None where that is too much to find out."""
    return languages.intersect(compile_re2(left).automaton, compile_re2(right).automaton)
