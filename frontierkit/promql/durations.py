"""Reads ranges, subqueries, `offset`, `@` and the durations in them."""

from __future__ import annotations

import re
from functools import lru_cache

from frontierkit.promql import features
from frontierkit.promql.literals import MAX_SECONDS, LiteralError, duration, is_duration
from frontierkit.promql.node import ANY, VECTOR, Node
from frontierkit.promql.nodes import At, Duration, Matrix, Selector, Subquery, Variable
from frontierkit.promql.selectors import Selectors
from frontierkit.promql.tokens import tokenize_inside

_WINDOW = re.compile(r"\[[ \t\r\n]*(\d+(?:ms|[smhdwy])|\$[A-Za-z0-9_]+)[ \t\r\n]*\]", re.A)
_SIGNS = ("-", "+")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "^": 3}
_LITERAL = re.compile(r"[-+\s]*[A-Za-z0-9_.]+")
_TOO_LONG = "the duration is too long: Prometheus holds 292 years"
_COMPOUND = re.compile(r"\d+[a-z]+\d")


@lru_cache(2048)
def _window(text: str) -> tuple[int, int, float | None] | None:
    """Where the duration of a plain `[5m]` starts and ends, and its value."""
    found = _WINDOW.fullmatch(text)
    if found is None:
        return None
    if found[1][0] == "$":
        return found.start(1), found.end(1), None
    try:
        value = duration(found[1])
    except LiteralError:
        return None
    return (found.start(1), found.end(1), value) if value > 0 else None


class Durations(Selectors):
    """The grammar of all that may follow an expression."""

    __slots__ = ()

    def bracket(self, before: Node) -> Node:
        """Read a range or a subquery."""
        at = self.at
        text, end = self.texts[at], self.ends[at]
        start = end - len(text)
        window = _window(text)
        if window is None or (window[2] is None and not self.dialect.grafana):
            return self.spelled_out(before, start, end)
        self.at = at + 1
        self.range_seen = True
        opening, closing, value = window
        range_ = Duration(start + opening, start + closing, text[opening:closing], value)
        return self.matrix(before, range_, start, end)

    def spelled_out(self, before: Node, start: int, end: int) -> Node:
        """Read a bracket token by token."""
        closed = self.texts[self.at] != "["
        end = end if closed else len(self.text)
        inner = self.text[start + 1 : end - 1 if closed else end]
        outer = self.kinds, self.texts, self.ends, self.at + 1
        self.kinds, self.texts, self.ends = tokenize_inside(
            inner, start + 1, closed, self.dialect.grafana
        )
        self.at = 0
        numbered = any(kind.startswith(("number", "variable")) for kind in self.kinds)
        if "#" in inner and not re.search(r"[\d$\[]", inner[: inner.index("#")]):
            place = start + 1 + inner.index("#")
            self.stop("unexpected `#` in a range, expected a duration", place, place + 1)
        range_ = self.positive()
        step: Duration | None = None
        colon = self.texts[self.at] == ":"
        if colon:
            self.subquery_colon(numbered)
            self.at += 1
            if self.kinds[self.at] != "end":
                step = self.positive()
        if self.kinds[self.at] != "end" or not closed:
            self.unexpected("a range", "`]`" if colon else "`:` or `]`")
        self.range_seen |= numbered
        self.kinds, self.texts, self.ends, self.at = outer
        if colon:
            return self.subquery(before, range_, step, end)
        return self.matrix(before, range_, start, end)

    def subquery_colon(self, numbered: bool) -> None:
        # Prometheus's lexer wants to have met a number in some bracket before it takes a colon.
        before = any(kind.startswith(("number", "variable")) for kind in self.kinds[: self.at])
        if not before and not self.range_seen:
            self.stop(
                "unexpected `:` in a range, expected a number before it",
                self.start(self.at),
                self.ends[self.at],
            )

    def matrix(self, before: Node, range_: Duration, start: int, end: int) -> Node:
        if type(before) is Variable:
            before = Selector(before.start, before.end, before.text, before.end, [])
        if type(before) is not Selector:
            self.report(
                "a range needs a selector before it; over an expression it is a subquery,"
                f" `[{range_.text}:]`",
                start,
                end,
            )
            return self.unknown(before.start, end)
        if before.offset is not None or before.at is not None:
            modifier = "@" if before.offset is None else "offset"
            self.report(f"`{modifier}` goes after the range, not before it", start, end)
        return Matrix(before.start, end, before, range_)

    def subquery(self, before: Node, range_: Duration, step: Duration | None, end: int) -> Node:
        found = Subquery(before.start, end, before, range_, step)
        self.require(features.SUBQUERY, range_.start, end)
        if before.type != VECTOR and before.type != ANY:
            self.mistype(f"a subquery needs an instant vector, this is a {before.type}", found)
            return self.unknown(before.start, end)
        return found

    def unknown(self, start: int, end: int) -> Variable:
        """What stands in for a part that could not be read, so that the rest can be."""
        return Variable(start, end, self.text[start:end])

    def positive(self) -> Duration:
        found = self.duration(0)
        if found.value is not None and found.value <= 0 and _LITERAL.fullmatch(found.text):
            self.report("the duration must be greater than 0", found.start, found.end)
        return found

    def duration(self, level: int) -> Duration:
        """Read a duration or an arithmetic of durations."""
        left = self.duration_operand()
        while True:
            op = self.kinds[self.at]
            rank = _RANK.get(op, 0)
            if rank <= level:
                return left
            at = self.at
            self.at += 1
            if op == "^":
                self.deeper()
            right = self.duration(rank - 1 if op == "^" else rank)
            if op == "^":
                self.depth -= 1
            start, end = left.start, right.end
            self.require(features.DURATION_ARITHMETIC, start, end)
            if op in "/%" and right.value == 0 and _LITERAL.fullmatch(right.text):
                self.report("division by zero", self.start(at), self.ends[at])
            value = _computed(op, left.value, right.value)
            left = Duration(start, end, self.text[start:end], value)

    def duration_operand(self) -> Duration:
        at = self.at
        kind, text, end = self.kinds[at], self.texts[at], self.ends[at]
        start = end - len(text)
        if kind == "number":
            return self.duration_literal()
        if kind in ("variable", "number with variable", "infinity"):
            self.at += 1
            if text.lower() == "inf":
                self.report(_TOO_LONG, start, end)
            return Duration(start, end, text, None)
        if kind == "-" or kind == "+":
            self.at += 1
            self.deeper()
            inner = self.duration(2)
            self.depth -= 1
            self.require(features.SIGNED_DURATION, start, inner.end)
            return self.signed(kind, start, inner)
        if kind == "(":
            self.at += 1
            self.deeper()
            inner = self.duration(0)
            self.depth -= 1
            end = self.ends[self.expect(")", "a duration")]
            self.require(features.DURATION_ARITHMETIC, start, end)
            return Duration(start, end, self.text[start:end], inner.value)
        return self.duration_function(text.lower(), start)

    def signed(self, sign: str, start: int, inner: Duration) -> Duration:
        value = inner.value
        if value is not None and sign == "-":
            value = -value
        return Duration(start, inner.end, self.text[start : inner.end], value)

    def duration_literal(self) -> Duration:
        at = self.at
        value = self.number(at)
        text, end = self.texts[at], self.ends[at]
        start = end - len(text)
        self.at = at + 1
        if not is_duration(text):
            self.require(features.NUMBER_AS_DURATION, start, end)
        elif _COMPOUND.match(text):
            self.require(features.COMPOUND_DURATION, start, end)
        if abs(value) > MAX_SECONDS:
            self.report(_TOO_LONG, start, end)
        return Duration(start, end, text, value)

    def duration_function(self, name: str, start: int) -> Duration:
        values: list[float | None] = [None]
        if name in ("step", "range"):
            feature = features.DURATION_STEP if name == "step" else features.DURATION_RANGE
            self.at += 1
            self.expect("(", "a duration")
        elif name in ("min_of", "max_of"):
            feature = features.DURATION_CHOICE
            self.at += 1
            self.expect("(", "a duration")
            self.deeper()
            values = [self.duration(0).value]
            self.expect(",", "a duration")
            values.append(self.duration(0).value)
            self.depth -= 1
        else:
            self.unexpected("a duration", "a number, a duration, `step()` or `range()`")
        end = self.ends[self.expect(")", "a duration")]
        self.require(feature, start, end)
        known = [value for value in values if value is not None]
        value = None
        if len(known) == len(values):
            value = min(known) if name == "min_of" else max(known)
        return Duration(start, end, self.text[start:end], value)

    def offset(self, before: Node) -> Node:
        at = self.at
        self.at = at + 1
        found = self.offset_duration()
        if found.value is not None and found.value < 0:
            self.require(features.NEGATIVE_OFFSET, self.start(at), found.end)
        target = self.modified(before, "offset")
        if target is None:
            return self.unknown(before.start, found.end)
        if target.offset is not None and target.offset.value != 0:
            self.report("`offset` is set twice", target.start, target.end)
        target.offset, target.end = found, found.end
        return target

    def offset_duration(self) -> Duration:
        """Read what follows `offset`.

        That is one operand, `foo offset 5m * 2` is a product; but after a parenthesis, or several
        signs, Prometheus reads on as in a range.
        """
        start, kind = self.start(self.at), self.kinds[self.at]
        following = self.kinds[self.at + 1] if kind in _SIGNS else ""
        if kind == "(" or following in _SIGNS:
            return self.duration(0)
        if kind not in _SIGNS:
            return self.duration_operand()
        self.at += 1
        if following != "(":
            return self.signed(kind, start, self.duration_operand())
        # The parentheses after a sign, and only these, are no arithmetic to Prometheus.
        self.at += 1
        inner = self.duration(0)
        end = self.ends[self.expect(")", "a duration")]
        return self.signed(kind, start, Duration(inner.start, end, inner.text, inner.value))

    def timestamp(self, before: Node) -> Node:
        """Read `@` and the time after it."""
        sign = self.at
        self.at = sign + 1
        found = self.instant()
        self.require(features.AT, self.start(sign), found.end)
        target = self.modified(before, "@")
        if target is None:
            return self.unknown(before.start, found.end)
        if target.at is not None:
            self.report("`@` is set twice", target.start, target.end)
        target.at, target.end = found, found.end
        return target

    def modified(self, before: Node, modifier: str) -> Selector | Matrix | Subquery | None:
        """What a modifier applies to."""
        if type(before) is Variable:
            return Selector(before.start, before.end, before.text, before.end, [])
        if isinstance(before, Selector | Matrix | Subquery):
            return before
        message = f"`{modifier}` goes right after a selector, a range or a subquery"
        self.report(message, before.start, before.end)
        return None

    def instant(self) -> At:
        start = self.start(self.at)
        if self.texts[self.at].lower() in ("start", "end"):
            self.at += 1
            self.expect("(", "`@`")
            end = self.ends[self.expect(")", "`@`")]
            return At(start, end, self.text[start:end])
        if self.kinds[self.at] in ("+", "-"):
            self.at += 1
        at = self.at
        kind = self.kinds[at]
        if kind not in ("number", "number with variable", "variable", "infinity"):
            self.unexpected("`@`", "a Unix time, `start()` or `end()`")
        if kind == "infinity" or (kind == "number" and abs(self.number(at)) >= 2.0**63):
            self.report("the time after `@` is out of bounds", start, self.ends[at])
        if is_duration(self.texts[at]):
            self.require(features.DURATION_AS_NUMBER, start, self.ends[at])
        self.at = at + 1
        return At(start, self.ends[at], self.text[start : self.ends[at]])


def _computed(op: str, left: float | None, right: float | None) -> float | None:
    if left is None or right is None:
        return None
    try:
        match op:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right
            case "%":
                return left % right
        power = left**right
    except (ArithmeticError, ValueError):
        return None
    return power if isinstance(power, float) else None
