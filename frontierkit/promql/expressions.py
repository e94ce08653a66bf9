"""Reads expressions: operands and operators, by precedence."""

from __future__ import annotations

import re

from frontierkit.promql import features
from frontierkit.promql.calls import Calls
from frontierkit.promql.literals import is_duration
from frontierkit.promql.node import ANY, SCALAR, VECTOR, Node
from frontierkit.promql.nodes import Matrix, Number, Paren, Selector, String, Unary, Variable
from frontierkit.promql.operators import PRECEDENCE, UNARY
from frontierkit.promql.tokens import NO_METRIC, VARIABLE, WORDS

_AFTER = frozenset(("[", "@", "offset", "anchored", "smoothed", "bad"))
_NO_OPERAND = frozenset(("end", ")", ",", "[", "}"))
_ONE_VARIABLE = re.compile(VARIABLE, re.A)


class Expressions(Calls):
    """The whole grammar; `whole` reads a text from its first to its last token."""

    __slots__ = ()

    def whole(self) -> Node:
        if self.kinds[0] == "end":
            self.stop("there is no expression", 0, len(self.text))
        found = self.expression(0)
        if self.kinds[self.at] != "end":
            self.unexpected("the expression")
        return found

    def expression(self, level: int) -> Node:
        left = self.operand()
        kinds = self.kinds
        while True:
            at = self.at
            op = kinds[at]
            rank = PRECEDENCE.get(op, 0)
            if rank <= level:
                if level == 0 and op == "variable" and self.is_operator(at):
                    left = self.whatever(left)
                    continue
                return left
            self.at = at + 1
            modifiers = self.modifiers()
            if op == "^":  # the one that associates to the right
                self.deeper()
                right = self.expression(rank - 1)
                self.depth -= 1
            else:
                right = self.expression(rank)
            left = self.binary(op, at, left, right, modifiers)

    def is_operator(self, at: int) -> bool:
        """Whether a variable can only be an operator: `a $operation b`."""
        name = self.texts[at].lstrip("${[")
        return not name.startswith("__") and self.kinds[at + 1] not in _NO_OPERAND

    def whatever(self, left: Node) -> Variable:
        """Read on after an operand and an operator that a variable holds: it may be any."""
        self.at += 1
        self.modifiers()
        right = self.expression(0)
        return Variable(left.start, right.end, self.text[left.start : right.end])

    def operand(self) -> Node:
        """Read an operand with all that follows it."""
        at = self.at
        kind = self.kinds[at]
        found: Node
        if kind == "word":
            found = self.call() if self.kinds[at + 1] == "(" else self.selector()
        elif kind == "aggregate":
            found = self.aggregate() if self.kinds[at + 1] in ("(", "by") else self.selector()
        elif kind == "-" or kind == "+":
            return self.signed_operand(kind)
        else:
            found = self.primary(kind)
        while self.kinds[self.at] in _AFTER:
            kind = self.kinds[self.at]
            if kind == "[" or (kind == "bad" and self.texts[self.at] == "["):
                found = self.bracket(found)
            elif kind == "offset":
                found = self.offset(found)
            elif kind == "@":
                found = self.timestamp(found)
            elif kind == "bad":
                self.unexpected("the expression")
            else:
                self.extended(found)
        return found

    def signed_operand(self, sign: str) -> Node:
        start = self.start(self.at)
        self.at += 1
        self.deeper()
        inner = self.expression(UNARY)
        self.depth -= 1
        if type(inner) is Number:
            value = -inner.value if sign == "-" else inner.value
            return Number(start, inner.end, self.text[start : inner.end], value)
        found = Unary(start, inner.end, sign, inner, inner.type)
        if inner.type not in (VECTOR, SCALAR, ANY):
            self.mistype(
                f"a sign goes with an instant vector or a scalar, not a {inner.type}", found
            )
        return found

    def primary(self, kind: str) -> Node:
        """Read an operand that is neither a plain word nor signed, without what follows it."""
        at = self.at
        if kind == "number":
            return self.literal()
        if kind == "(":
            return self.paren()
        if kind == "{":
            return self.selector()
        if kind == "variable":
            return self.variable()
        end = self.ends[at]
        text = self.texts[at]
        self.at = at + 1
        if kind == "string":
            return String(end - len(text), end, self.unquoted(at))
        if kind == "infinity":
            return Number(end - len(text), end, text, float(text))
        if kind == "number with variable":
            return Number(end - len(text), end, text, float("nan"))
        self.at = at
        if kind == "fill" and self.kinds[at + 1] == "(":
            return self.call()
        if kind in WORDS and kind not in NO_METRIC:
            return self.selector()
        return self.unexpected("the expression")

    def variable(self) -> Node:
        """Read a word with a variable in it: an expression, a metric, a function or aggregation."""
        at = self.at
        following = self.kinds[at + 1]
        if following == "(":
            called = self.call()
            return self.aggregated(called) if self.kinds[self.at] == "by" else called
        if following == "by":
            return self.aggregate()
        text, end = self.texts[at], self.ends[at]
        if following == "{" or not _ONE_VARIABLE.fullmatch(text):
            return self.selector()
        self.at = at + 1
        return Variable(end - len(text), end, text)

    def paren(self) -> Paren:
        start = self.start(self.at)
        self.at += 1
        self.deeper()
        inner = self.expression(0)
        self.depth -= 1
        close = self.expect(")", "the parentheses")
        return Paren(start, self.ends[close], inner, inner.type)

    def literal(self) -> Number:
        at = self.at
        text, end = self.texts[at], self.ends[at]
        found = Number(end - len(text), end, text, self.number(at))
        self.at = at + 1
        if not text.isdigit():
            if "_" in text:
                self.require(features.UNDERSCORES, found.start, end)
            if is_duration(text):
                self.require(features.DURATION_AS_NUMBER, found.start, end)
        return found

    def extended(self, before: Node) -> None:
        """Read `anchored` or `smoothed`; Prometheus leaves it out of the selector's span."""
        at = self.at
        word = self.kinds[at]
        self.at = at + 1
        self.require(features.EXTENDED[word], self.start(at), self.ends[at])
        if isinstance(before, Selector | Matrix):
            if before.extended not in (None, word):
                message = "`anchored` and `smoothed` exclude each other"
                self.report(message, before.start, before.end)
            before.extended = word
        elif before.type != ANY:
            message = f"`{word}` goes right after a selector or a range"
            self.report(message, before.start, before.end)
