"""Reads a pattern by the rules of RE2, as Go spells them."""

from __future__ import annotations

import re

from frontierkit.regex import charset, tree
from frontierkit.regex.classes import Classes
from frontierkit.regex.tree import Chars, Choice, Join, Part, Place, Repeat, Text

MAX_NESTING = 100
"""How deep groups may be nested; RE2 itself stops at 1,000."""

MAX_REPEAT = 1000
"""How often a counted repetition may repeat, nested ones multiplied."""

_LITERALS = re.compile(r"[^\\.\[\](){}*+?|^$]+")
_COUNT = re.compile(r"\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}", re.A)
_GROUP = re.compile(r"\(\?P?<([^>]*)>")
_FLAGS = re.compile(r"\(\?([imsU]*)(-[imsU]+)?([:)])")
_PLACES = {
    "A": tree.BEGIN_TEXT,
    "z": tree.END_TEXT,
    "b": tree.BOUNDARY,
    "B": tree.NO_BOUNDARY,
}
_PERL_ONLY = {
    "(?=": "a lookahead",
    "(?!": "a lookahead",
    "(?<=": "a lookbehind",
    "(?<!": "a lookbehind",
    "(?>": "an atomic group",
    "(?#": "a comment",
    "(?P=": "a backreference",
    "(?(": "a condition",
    "(?|": "a branch reset",
}


class _Group:
    """A group that is still open: its finished branches, and the parts of the current one."""

    __slots__ = ("start", "inner", "flags", "branches", "parts", "branch_start")

    def __init__(self, start: int, inner: int, flags: frozenset[str]) -> None:
        self.start = start
        self.inner = inner
        self.flags = flags
        self.branches: list[Part] = []
        self.parts: list[Part] = []
        self.branch_start = inner


class Reader(Classes):
    """Reads one pattern into its parts."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.flags: frozenset[str] = frozenset("s")  # Prometheus's dot takes a newline
        self.names: set[str] = set()
        self.groups = [_Group(0, 0, self.flags)]
        self.repeat_end = -1

    def read(self) -> Part:
        pattern = self.pattern
        while self.at < len(pattern):
            literals = _LITERALS.match(pattern, self.at)
            if literals is not None:
                self.literal(literals.end())
                continue
            self.special(pattern[self.at])
        if len(self.groups) > 1:
            start = self.groups[-1].start
            self.fail("this parenthesis is not closed", start, start + 1)
        return self.close(self.groups[0])

    def special(self, char: str) -> None:
        at = self.at
        parts = self.groups[-1].parts
        if char in "*+?":
            self.at = at + 1
            self.repeat(at, 1 if char == "+" else 0, 1 if char == "?" else -1)
        elif char == "(":
            self.open()
        elif char == ")":
            self.shut()
        elif char == "|":
            self.branch(self.groups[-1])
        elif char == ".":
            self.at = at + 1
            ranges = charset.ANY if "s" in self.flags else charset.NOT_NEWLINE
            parts.append(Chars(at, at + 1, ranges))
        elif char in "^$":
            self.at = at + 1
            parts.append(Place(at, at + 1, self.edge(char)))
        elif char == "[":
            parts.append(Chars(at, 0, self.bracket("i" in self.flags)))
            parts[-1].end = self.at
        elif char == "{":
            self.counted()
        elif char == "\\":
            self.escaped()
        else:
            self.literal(at + 1)

    def edge(self, char: str) -> int:
        if "m" in self.flags:
            return tree.BEGIN_LINE if char == "^" else tree.END_LINE
        return tree.BEGIN_TEXT if char == "^" else tree.END_TEXT

    def literal(self, end: int) -> None:
        """Take characters as they are; the last one apart, since a repetition is its alone."""
        start = self.at
        self.at = end
        if end - start > 1 and self.pattern[end : end + 1] in ("*", "+", "?", "{"):
            self.add_text(start, end - 1, self.pattern[start : end - 1])
            start = end - 1
        self.add_text(start, end, self.pattern[start:end])

    def add_text(self, start: int, end: int, text: str) -> None:
        parts = self.groups[-1].parts
        if "i" not in self.flags:
            parts.append(Text(start, end, text))
            return
        for char in text:
            ranges = charset.folded(((ord(char), ord(char)),))
            parts.append(Chars(start, end, ranges))

    def escaped(self) -> None:
        at = self.at
        parts = self.groups[-1].parts
        letter = self.pattern[at + 1 : at + 2]
        place = {
            "A": tree.BEGIN_TEXT,
            "z": tree.END_TEXT,
            "b": tree.BOUNDARY,
            "B": tree.NO_BOUNDARY,
        }
        if letter in place:
            self.at = at + 2
            parts.append(Place(at, at + 2, place[letter]))
        elif letter == "Q":
            end = self.pattern.find("\\E", at + 2)
            close = len(self.pattern) if end < 0 else end
            for index in range(at + 2, close):
                self.add_text(index, index + 1, self.pattern[index])
            self.at = close if end < 0 else end + 2
        else:
            ranges = self.named_class("i" in self.flags)
            if ranges is None:
                code = self.escape()
                self.add_text(at, self.at, chr(code))
            else:
                parts.append(Chars(at, self.at, ranges))

    def open(self) -> None:
        at, pattern = self.at, self.pattern
        if not pattern.startswith("(?", at):
            self.enter(at, at + 1)
            return
        for start, name in _PERL_ONLY.items():
            if pattern.startswith(start, at):
                self.fail(f"RE2 has no such thing as {name}", at, at + len(start))
        named = _GROUP.match(pattern, at)
        if named is not None:
            self.name(named)
            self.enter(at, named.end())
            return
        flags = _FLAGS.match(pattern, at)
        if flags is None:
            self.fail("RE2 does not know this kind of group", at, min(at + 3, len(pattern)))
        changed = (self.flags | set(flags[1])) - set(flags[2] or "")
        if flags[3] == ":":
            self.enter(at, flags.end())
        self.flags = changed
        self.at = flags.end()

    def name(self, named: re.Match[str]) -> None:
        name = named[1]
        if not re.fullmatch("[A-Za-z0-9_]+", name) or name in self.names:
            reason = "taken" if name in self.names else "not a word"
            self.fail(f"the name of the group is {reason}", named.start(1), named.end(1) or 1)
        self.names.add(name)

    def enter(self, start: int, inner: int) -> None:
        self.groups.append(_Group(start, inner, self.flags))
        if len(self.groups) > MAX_NESTING:
            self.fail(f"groups are nested more than {MAX_NESTING} deep", start, start + 1)
        self.at = inner

    def shut(self) -> None:
        at = self.at
        if len(self.groups) == 1:
            self.fail("there is no parenthesis to close", at, at + 1)
        group = self.groups.pop()
        self.groups[-1].parts.append(self.close(group))
        self.flags = group.flags
        self.at = at + 1

    def close(self, group: _Group) -> Part:
        branches = [*group.branches, self.joined(group)]
        if len(branches) == 1:
            return branches[0]
        return Choice(group.inner, self.at, tuple(branches))

    def branch(self, group: _Group) -> None:
        """End a branch and begin the next."""
        group.branches.append(self.joined(group))
        self.at += 1
        group.parts = []
        group.branch_start = self.at

    def joined(self, group: _Group) -> Part:
        if len(group.parts) == 1 and isinstance(group.parts[0], Choice):
            return group.parts[0]
        return Join(group.branch_start, self.at, tuple(group.parts))

    def counted(self) -> None:
        at = self.at
        count = _COUNT.match(self.pattern, at)
        if count is None:
            self.literal(at + 1)
            return
        least = int(count[1])
        most = int(count[3]) if count[3] else (-1 if count[2] else least)
        if least > MAX_REPEAT or most > MAX_REPEAT or 0 <= most < least:
            self.fail(f"a repetition is at most {MAX_REPEAT}, and in order", at, count.end())
        self.at = count.end()
        repeat = self.repeat(at, least, most)
        repeat.count()
        if (least >= 2 or most >= 2) and repeat.weight > MAX_REPEAT:
            self.fail(f"the repetitions multiply to more than {MAX_REPEAT}", at, self.at)

    def repeat(self, at: int, least: int, most: int) -> Repeat:
        if self.pattern[self.at : self.at + 1] == "?":
            self.at += 1
        if self.repeat_end == at:
            self.fail("a repetition of a repetition needs parentheses", at, self.at)
        parts = self.groups[-1].parts
        if not parts:
            self.fail("there is nothing to repeat", at, at + 1)
        found = Repeat(parts[-1].start, self.at, parts[-1], least, most)
        parts[-1] = found
        self.repeat_end = self.at
        return found
