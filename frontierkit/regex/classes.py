"""Reads escapes and character classes."""

from __future__ import annotations

import re
from typing import NoReturn

from frontierkit.regex.charset import (
    DIGITS,
    LAST,
    SPACES,
    WORD,
    Ranges,
    folded,
    joined,
    negated,
    posix,
)


class RegexError(ValueError):
    """A pattern that RE2 refuses, and the characters of it that are to blame."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


_PERL: dict[str, Ranges] = {"d": DIGITS, "s": SPACES, "w": WORD}
_SIMPLE = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_OCTAL = re.compile(r"\\(0[0-7]{0,2}|[1-7][0-7]{1,2})")
_HEX = re.compile(r"\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))")
_UNICODE = re.compile(r"\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))", re.S)
_POSIX = re.compile(r"\[:(.*?):\]", re.S)


class Classes:
    """A pattern and the place reached in it."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def fail(self, message: str, start: int, end: int) -> NoReturn:
        raise RegexError(message, start, end)

    def escape(self) -> int:
        """Read a backslash and the one character it stands for."""
        at, pattern = self.at, self.pattern
        letter = pattern[at + 1 : at + 2]
        if not letter:
            self.fail("the pattern ends in a backslash", at, at + 1)
        if letter.isascii() and not letter.isalnum():
            self.at = at + 2
            return ord(letter)
        if letter in _SIMPLE:
            self.at = at + 2
            return _SIMPLE[letter]
        octal = _OCTAL.match(pattern, at)
        if octal is not None:
            self.at = octal.end()
            return int(octal[1], 8)
        hexadecimal = _HEX.match(pattern, at)
        if hexadecimal is not None and int(hexadecimal[1] or hexadecimal[2], 16) <= LAST:
            self.at = hexadecimal.end()
            return int(hexadecimal[1] or hexadecimal[2], 16)
        reason = f"RE2 does not know the escape `\\{letter}`"
        if letter in "123456789":
            reason = "RE2 has no such thing as a backreference"
        return self.fail(reason, at, at + 2)

    def named_class(self, fold: bool) -> Ranges | None:
        """Read `\\d` or `\\p{…}`, if one comes next."""
        at, pattern = self.at, self.pattern
        letter = pattern[at + 1 : at + 2]
        if letter and letter in "dswDSW":
            self.at = at + 2
            ranges = _PERL[letter.lower()]
            return negated(ranges) if letter.isupper() else ranges
        if letter != "p" and letter != "P":
            return None
        from frontierkit.regex.unicode import unicode_class

        found = _UNICODE.match(pattern, at)
        name = "" if found is None else found[3] if found[4] is None else found[4]
        known = unicode_class(name)
        if found is None or known is None:
            end = len(pattern) if found is None else found.end()
            self.fail("RE2 does not know this Unicode class", at, end)
        self.at = found.end()
        if fold:
            known = folded(known)
        return negated(known) if (letter == "P") != bool(found[2]) else known

    def bracket(self, fold: bool) -> Ranges:
        """Read a class in brackets."""
        start = self.at
        self.at += 1
        negative = self.pattern.startswith("^", self.at)
        self.at += negative
        found: list[tuple[int, int]] = []
        first = True
        while first or not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                self.fail("this bracket is not closed", start, start + 1)
            first = False
            found.extend(self.named(fold) or self.range(fold, start))
        self.at += 1
        ranges = joined(found)
        return negated(ranges) if negative else ranges

    def named(self, fold: bool) -> Ranges | None:
        at = self.at
        if self.pattern[at] == "\\":
            return self.named_class(fold)
        named = _POSIX.match(self.pattern, at)
        if named is None:
            return None
        ranges = posix(named[1])
        if ranges is None:
            self.fail(f"there is no class `{named[0]}`", at, named.end())
        self.at = named.end()
        return folded(ranges) if fold else ranges

    def range(self, fold: bool, start: int) -> Ranges:
        begin = self.at
        low = high = self.one(start)
        following = self.pattern[self.at : self.at + 2]
        if following[:1] == "-" and following != "-]" and len(following) == 2:
            self.at += 1
            high = self.one(start)
            if high < low:
                self.fail("the range runs backwards", begin, self.at)
        ranges = ((low, high),)
        return folded(ranges) if fold else ranges

    def one(self, start: int) -> int:
        if self.at >= len(self.pattern):
            self.fail("this bracket is not closed", start, start + 1)
        if self.pattern[self.at] == "\\":
            return self.escape()
        self.at += 1
        return ord(self.pattern[self.at - 1])
