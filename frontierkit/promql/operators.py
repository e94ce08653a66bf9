"""What binary operators ask of their sides, and the modifiers between them."""

from __future__ import annotations

from frontierkit.promql import features
from frontierkit.promql.durations import Durations
from frontierkit.promql.node import ANY, SCALAR, VECTOR, Node
from frontierkit.promql.nodes import Binary, Matching
from frontierkit.promql.syntax import SyntaxProblem

PRECEDENCE = {
    **dict.fromkeys(("or",), 1),
    **dict.fromkeys(("and", "unless"), 2),
    **dict.fromkeys(("==", "!=", "<=", "<", ">=", ">", "</", ">/"), 3),
    **dict.fromkeys(("+", "-"), 4),
    **dict.fromkeys(("*", "/", "%", "atan2"), 5),
    "^": 6,
}
UNARY = 5
"""Signs bind as multiplication does: `-a^b` is `-(a^b)`, `-a*b` is `(-a)*b`."""

COMPARISONS = frozenset(("==", "!=", "<=", "<", ">=", ">"))
SET_OPERATORS = frozenset(("and", "or", "unless"))
_OPERANDS = frozenset((VECTOR, SCALAR))
_MODIFIERS = frozenset(("bool", "on", "fill"))
_CARDS = {"group_left": "many-to-one", "group_right": "one-to-many"}
_SIDES = {"fill": ("left", "right"), "fill_left": ("left",), "fill_right": ("right",)}

Modifiers = tuple[bool, Matching | None, dict[str, float] | None]
_NONE: Modifiers = (False, None, None)


class Operators(Durations):
    """The grammar of what stands between two operands."""

    __slots__ = ()

    def modifiers(self) -> Modifiers:
        """Read `bool`, matching and fill modifiers."""
        kinds = self.kinds
        if kinds[self.at] not in _MODIFIERS:
            return _NONE
        bool_modifier = kinds[self.at] == "bool"
        if bool_modifier:
            self.at += 1
        matching = None
        if kinds[self.at] == "on":
            matching = self.matching()
        fill = self.fill() if kinds[self.at] == "fill" else None
        return bool_modifier, matching, fill

    def matching(self) -> Matching:
        at = self.at
        self.at = at + 1
        labels = self.grouping()
        card, include, end = "one-to-one", None, labels.end
        if self.kinds[self.at] == "group":
            card = _CARDS[self.texts[self.at].lower()]
            end = self.ends[self.at]
            self.at += 1
            if self.kinds[self.at] == "(":
                include = self.grouping()
                end = include.end
        return Matching(self.start(at), end, self.texts[at].lower() == "on", labels, card, include)

    def fill(self) -> dict[str, float] | None:
        """Read fill modifiers; without a parenthesis they are names of metrics."""
        values: dict[str, float] = {}
        while self.kinds[self.at] == "fill" and self.kinds[self.at + 1] == "(":
            at = self.at
            sides = _SIDES[self.texts[at].lower()]
            if any(side in values for side in sides):
                self.unexpected("fill modifiers")
            self.at += 2
            value = self.fill_value()
            values.update(dict.fromkeys(sides, value))
            self.require(features.FILL_MODIFIER, self.start(at), self.ends[self.at - 1])
        return values or None

    def fill_value(self) -> float:
        sign = -1.0 if self.kinds[self.at] == "-" else 1.0
        if self.kinds[self.at] in ("-", "+"):
            self.at += 1
        at = self.at
        match self.kinds[at]:
            case "number":
                value = self.number(at)
            case "infinity":
                value = float(self.texts[at])
            case "number with variable" | "variable":
                value = float("nan")
            case _:
                self.unexpected("a fill modifier", "a number")
        self.at = at + 1
        self.expect(")", "a fill modifier")
        return sign * value

    def binary(self, op: str, at: int, lhs: Node, rhs: Node, modifiers: Modifiers) -> Binary:
        left, right = lhs.type, rhs.type
        bool_modifier, matching, fill = modifiers
        if left == VECTOR or right == VECTOR:
            type_ = VECTOR
        else:
            type_ = SCALAR if left == right == SCALAR else ANY
        found = Binary(
            lhs.start, rhs.end, op, self.start(at), lhs, rhs, type_, bool_modifier, matching, fill
        )
        plain = modifiers is _NONE and type_ is VECTOR and op not in SET_OPERATORS
        if not plain or left not in _OPERANDS or right not in _OPERANDS:
            self.check_binary(found, self.ends[at])
        if op in features.TRIM:
            self.require(features.TRIM[op], found.op_start, self.ends[at])
        elif op == "atan2":
            self.require(features.ATAN2, found.op_start, self.ends[at])
        return found

    def check_binary(self, found: Binary, op_end: int) -> None:
        """Hold a binary expression against the rules, in the order in which Prometheus does."""
        op, left, right = found.op, found.lhs.type, found.rhs.type
        is_comparison = op in COMPARISONS
        if found.bool_modifier and not is_comparison:
            message = f"`bool` goes with comparisons, not with `{op}`"
            self.mistyped.append(SyntaxProblem(message, found.op_start, op_end))
        if is_comparison and not found.bool_modifier and left == right == SCALAR:
            message = f"two scalars can only be compared with `{op} bool`"
            self.mistyped.append(SyntaxProblem(message, found.op_start, op_end))
        if found.matching is not None:
            self.check_include(found.matching)
        for side in (found.lhs, found.rhs):
            if side.type not in (VECTOR, SCALAR, ANY):
                self.mistype(f"`{op}` takes instant vectors and scalars, not a {side.type}", side)
        if left == SCALAR or right == SCALAR:
            self.check_scalar(found)
        elif op in SET_OPERATORS:
            self.check_set(found)

    def check_include(self, matching: Matching) -> None:
        if not matching.on or matching.include is None:
            return
        on = {label.name for label in matching.labels.names}
        for label in matching.include.names:
            if label.name in on:
                message = f"the label `{label.name}` is both matched on and copied over"
                self.mistyped.append(SyntaxProblem(message, label.start, label.end))

    def check_scalar(self, found: Binary) -> None:
        if found.matching is not None and found.matching.labels.names:
            self.mistype("only two instant vectors are matched by labels", found)
        if found.fill:
            self.mistype("only between two instant vectors can series be filled in", found)
        if found.op in SET_OPERATORS:
            self.mistype(f"`{found.op}` takes two instant vectors, not a scalar", found)

    def check_set(self, found: Binary) -> None:
        if found.matching is not None and found.matching.card != "one-to-one":
            self.mistype(f"`{found.op}` matches many to many, it takes no grouping", found)
        if found.fill:
            self.mistype(f"`{found.op}` takes no fill modifier", found)
