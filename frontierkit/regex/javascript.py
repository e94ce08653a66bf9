"""Says why JavaScript refuses a regex, as Grafana uses them to pick the values of variables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.regex.classes import RegexError

_GROUP = re.compile(r"\(\?(?::|=|!|<=|<!|<[A-Za-z_$][\w$]*>|[ims]*(?:-[ims]+)?:)")
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")
_DELIMITED = re.compile(r"/(.*)/([a-z]*)", re.DOTALL)
_FLAGS = frozenset("dgimsuvy")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*(\]?)", re.DOTALL)
_OPENING = re.compile(r"\(\??")
_QUANTIFIERS = ("*", "+", "?")
_NOT_REPEATED = ("(", "|", "^", "$", r"\b", r"\B")


def refused_by_grafana(text: str) -> RegexError | None:
    """Return why Grafana cannot use a text as a regex: `/a|b/i`, or plain, for all of a value."""
    if not text.startswith("/"):
        return refused_by_javascript(text)
    found = _DELIMITED.fullmatch(text)
    if found is None:
        return RegexError("it begins with `/` and does not end with one", 0, len(text))
    if not _FLAGS.issuperset(found[2]):
        return RegexError(f"`{found[2]}` are no flags", *found.span(2))
    problem = refused_by_javascript(found[1])
    return problem and RegexError(problem.message, problem.start + 1, problem.end + 1)


def refused_by_javascript(pattern: str) -> RegexError | None:
    """Return why JavaScript cannot compile a pattern."""
    open_groups: list[int] = []
    repeatable = repeated = False
    for text, start in _parts(pattern):
        problem = _part_problem(text)
        if text in _QUANTIFIERS or _COUNT.fullmatch(text):
            lazy = repeated and text == "?"
            if not (repeatable or lazy):
                problem = problem or f"there is nothing that `{text}` could repeat"
            repeatable, repeated = False, not lazy
        else:
            repeatable, repeated = not text.startswith(_NOT_REPEATED), False
        if text.startswith("("):
            open_groups.append(start)
        elif text == ")":
            problem = problem if open_groups else "this `)` closes nothing"
            open_groups = open_groups[:-1]
        if problem:
            return RegexError(problem, start, start + len(text))
    if open_groups:
        return RegexError("nothing closes this `(`", open_groups[-1], open_groups[-1] + 1)
    return None


def _parts(pattern: str) -> Iterator[tuple[str, int]]:
    """Yield the escapes, classes, groups, counts and characters of a pattern."""
    at = 0
    while at < len(pattern):
        text = _part_at(pattern, at)
        yield text, at
        at += len(text)


def _part_at(pattern: str, at: int) -> str:
    character = pattern[at]
    if character == "\\":
        return pattern[at : at + 2]
    if character == "[":
        found = _CLASS.match(pattern, at)
    elif character == "(":
        found = _GROUP.match(pattern, at) or _OPENING.match(pattern, at)
    elif character == "{":
        found = _COUNT.match(pattern, at)
    else:
        return character
    return found[0] if found else character


def _part_problem(text: str) -> str | None:
    if text == "\\":
        return "it ends with a `\\`"
    bracket = _CLASS.fullmatch(text)
    if bracket and not bracket[1]:
        return "nothing closes this `[`"
    if text == "(?":
        return "JavaScript knows no such group"
    count = _COUNT.fullmatch(text)
    if count and count[3] and int(count[3]) < int(count[1]):
        return "the first number is greater than the second"
    return None
