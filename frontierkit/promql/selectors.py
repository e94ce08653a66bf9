"""Reads selectors, their matchers, and lists of labels."""

from __future__ import annotations

import re

from frontierkit.promql.features import QUOTED_NAME, UTF8_NAME
from frontierkit.promql.nodes import Label, Labels, Matcher, Selector
from frontierkit.promql.stream import Stream
from frontierkit.promql.tokens import VARIABLE, WORDS
from frontierkit.regex import RegexError, matches_empty

_OPERATORS = frozenset(("=", "!=", "=~", "!~"))
_PLAIN = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*", re.A)
_VARIABLE = re.compile(VARIABLE, re.A)
_STANDING = re.compile(rf"((?<!\\)(?:\\\\)*)({VARIABLE})", re.A)
"""A variable, and the escaped backslashes before it: `\\$x` is a dollar, and no variable."""


class Selectors(Stream):
    """The grammar of selectors and of label lists."""

    __slots__ = ()

    def selector(self) -> Selector:
        at = self.at
        kinds = self.kinds
        name: str | None = None
        end = self.ends[at]
        start = end - len(self.texts[at])
        if kinds[at] != "{":
            name = self.texts[at]
            self.at = at = at + 1
        else:
            end = start
        matchers: list[Matcher] = []
        if kinds[at] != "{":
            return Selector(start, end, name, end, matchers)
        self.at = at + 1
        while kinds[self.at] != "}":
            matchers.append(self.matcher())
            if kinds[self.at] == ",":
                self.at += 1
            elif kinds[self.at] != "}":
                self.unexpected("label matching", "`,` or `}`")
        close = self.ends[self.at]
        self.at += 1
        found = Selector(start, close, name, end, matchers)
        self.check_selector(found)
        return found

    def check_selector(self, found: Selector) -> None:
        if found.name is None:
            if not any(map(self.narrows, found.matchers)):
                self.mistype("the selector needs a matcher that does not match empty text", found)
            return
        for matcher in found.matchers:
            if matcher.name == "__name__" and matcher.op is not None:
                message = f"the metric name is set twice: `{found.name}` and `{matcher.value}`"
                self.mistype(message, found)

    def narrows(self, matcher: Matcher) -> bool:
        """Whether a matcher keeps out series without the label; variables are trusted to."""
        op, value = matcher.op, matcher.value
        if op is None or value is None or self.has_variable(matcher.name):
            return True
        if self.has_variable(value):
            return True
        if op == "=" or op == "!=":
            return bool(value) == (op == "=")
        try:
            return matches_empty(value) == (op == "!~")
        except RegexError:
            return True  # reported already

    def has_variable(self, text: str) -> bool:
        return self.dialect.grafana and _VARIABLE.search(text) is not None

    def matcher(self) -> Matcher:
        at = self.at
        kind, text, end = self.kinds[at], self.texts[at], self.ends[at]
        start = end - len(text)
        name = text
        if kind == "string":
            name = self.quoted_name(at, self.kinds[at + 1] in _OPERATORS)
        elif kind not in WORDS:
            self.unexpected("label matching", "a label name or `}`")
        elif ":" in text and kind != "variable":
            self.stop("unexpected `:` in label matching", start + text.index(":"), end)
        self.at = at + 1
        op = self.kinds[at + 1]
        if op not in _OPERATORS:
            if kind == "string":
                return Matcher(start, end, "__name__", start, "=", name, start)
            if kind == "variable":
                return Matcher(start, end, name, end, None, None, end)
            self.unexpected("label matching", "`=`, `!=`, `=~` or `!~`")
        self.at = at + 2
        return self.matched(start, name, end, op)

    def matched(self, start: int, name: str, name_end: int, op: str) -> Matcher:
        """Read the value of a matcher."""
        at = self.at
        kind, text, end = self.kinds[at], self.texts[at], self.ends[at]
        if kind == "variable":
            value = text
        elif kind != "string":
            self.unexpected("label matching", "a quoted string")
        else:
            value = self.unquoted(at)
            if op == "=~" or op == "!~":
                self.check_regex(value, text, end - len(text))
        self.at = at + 1
        return Matcher(start, end, name, name_end, op, value, end - len(text))

    def check_regex(self, value: str, text: str, start: int) -> None:
        # A stand-in of equal length keeps the places of the error.
        pattern = value
        if self.dialect.grafana:
            pattern = _STANDING.sub(lambda found: found[1] + "x" * len(found[2]), value)
        try:
            matches_empty(pattern)
        except RegexError as error:
            span = (start, start + len(text))
            if text[1:-1] == value:
                span = (start + 1 + error.start, start + 1 + error.end)
            self.report(f"the regex is not RE2: {error.message}", *span)

    def quoted_name(self, at: int, is_label: bool) -> str:
        name = self.unquoted(at)
        start, end = self.start(at), self.ends[at]
        self.require(QUOTED_NAME, start, end)
        if not _PLAIN.fullmatch(name) or (is_label and ":" in name):
            self.require(UTF8_NAME, start, end)
        return name

    def grouping(self) -> Labels:
        """Read a list of labels in parentheses."""
        kinds = self.kinds
        start = self.start(self.expect("(", "a list of labels"))
        names: list[Label] = []
        while kinds[self.at] != ")":
            at = self.at
            kind, text, end = kinds[at], self.texts[at], self.ends[at]
            if kind == "string":
                names.append(Label(end - len(text), end, self.grouping_name(at)))
            elif kind in WORDS and kind != "infinity" and text.lower() != "without":
                names.append(Label(end - len(text), end, text))
                if ":" in text and kind != "variable":
                    self.require(UTF8_NAME, end - len(text), end)
            else:
                self.unexpected("a list of labels", "a label or `)`")
            self.at = at + 1
            if kinds[at + 1] == ",":
                self.at = at + 2
            elif kinds[at + 1] != ")":
                self.unexpected("a list of labels", "`,` or `)`")
        end = self.ends[self.at]
        self.at += 1
        return Labels(start, end, names)

    def grouping_name(self, at: int) -> str:
        name = self.quoted_name(at, is_label=True)
        if not name or not name.isascii() and any("\ud800" <= char <= "\udfff" for char in name):
            self.report(f"`{name!a}` cannot name a label", self.start(at), self.ends[at])
        return name
