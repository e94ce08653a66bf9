"""The parser's hold on the tokens, and what it notes down on its way."""

from __future__ import annotations

from typing import NoReturn

from frontierkit.promql.features import Dialect, Feature, spelt
from frontierkit.promql.literals import LiteralError, is_cut_short, number, shortened, unquote
from frontierkit.promql.node import Node
from frontierkit.promql.syntax import Need, SyntaxProblem
from frontierkit.promql.tokens import tokenize

MAX_DEPTH = 128
"""How deep parentheses, calls, signs and powers may be nested."""


class Stop(Exception):
    """The rest of the text cannot be read; the reason is among the problems."""


class Stream:
    """A text on its way to being a tree.

    `problems` are what Prometheus's grammar refuses, `mistyped` what its type check, which comes
    only afterwards, would refuse.
    """

    __slots__ = (
        "text",
        "dialect",
        "kinds",
        "texts",
        "ends",
        "at",
        "depth",
        "problems",
        "mistyped",
        "needs",
        "range_seen",
    )

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.dialect = dialect
        self.kinds, self.texts, self.ends = tokenize(text, dialect.grafana)
        self.at = 0
        self.depth = 0
        self.problems: list[SyntaxProblem] = []
        self.mistyped: list[SyntaxProblem] = []
        self.needs: list[Need] = []
        self.range_seen = False

    def expression(self, level: int) -> Node:
        """Read an expression whose operators bind tighter than `level`."""
        raise NotImplementedError

    def start(self, at: int) -> int:
        """Where a token starts."""
        return self.ends[at] - len(self.texts[at])

    def report(self, message: str, start: int, end: int) -> None:
        """Note a problem and read on."""
        self.problems.append(SyntaxProblem(message, start, end))

    def mistype(self, message: str, node: Node) -> None:
        """Note an expression that is not of the type its place asks for."""
        self.mistyped.append(SyntaxProblem(message, node.start, node.end))

    def stop(self, message: str, start: int, end: int) -> NoReturn:
        """Note a problem that ends the reading."""
        self.report(message, start, end)
        raise Stop

    def unexpected(self, context: str, expected: str = "") -> NoReturn:
        """Stop at the next token, which does not belong there."""
        kind, text, end = self.kinds[self.at], self.texts[self.at], self.ends[self.at]
        wanted = f", expected {expected}" if expected else ""
        if kind == "end" and not text:
            self.stop(f"unexpected end of {context}{wanted}", max(0, end - 1), end)
        if kind == "bad" and text[0] in "\"'`":
            self.stop("the string is not terminated", end - len(text), end)
        self.stop(f"unexpected `{shortened(text)}` in {context}{wanted}", end - len(text), end)

    def expect(self, kind: str, context: str) -> int:
        """Step over a token that must come next, and return its index."""
        at = self.at
        if self.kinds[at] != kind:
            self.unexpected(context, f"`{kind}`")
        self.at = at + 1
        return at

    def deeper(self) -> None:
        """Count one level of nesting; whoever calls this counts it off again."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.stop(
                f"the expression is too deeply nested: more than {MAX_DEPTH} levels",
                self.start(self.at),
                self.ends[self.at],
            )

    def require(self, feature: Feature, start: int, end: int) -> None:
        """Note that a construct is not for every Prometheus; a problem if not for this one."""
        dialect = self.dialect
        flag = feature.flag_in(dialect.version)
        self.needs.append(Need(feature.name, spelt(feature.since), flag, start, end))
        objection = dialect.objection(feature)
        if objection is not None:
            self.report(objection, start, end)

    def unquoted(self, at: int) -> str:
        """The value of a string token."""
        text = self.texts[at]
        try:
            return unquote(text)
        except LiteralError as error:
            start = self.ends[at] - len(text)
            self.stop(error.message, start + error.start, start + error.end)

    def number(self, at: int) -> float:
        """The value of a number token."""
        text, end = self.texts[at], self.ends[at]
        following = self.text[end : end + 1]
        if (following.isalnum() or following in "_.") if following else is_cut_short(text):
            start = end - len(text)
            message = f"`{text}{following}` is not a number or duration"
            self.stop(message, start, end + len(following))
        try:
            return number(text)
        except LiteralError as error:
            start = end - len(text)
            self.report(error.message, start + error.start, start + error.end)
            return float("nan")
