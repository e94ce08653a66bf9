"""The tree of an expression: every node knows the characters it was read from.

The classes are written out rather than generated: they are imported by every run of `lint`, and
their constructors are most of what parsing costs.
"""

from __future__ import annotations

from frontierkit.promql.node import ANY, MATRIX, SCALAR, STRING, Node


class Number(Node):
    """A number or a duration used as one; NaN where a variable is part of it."""

    __slots__ = ("text", "value")
    type = SCALAR

    def __init__(self, start: int, end: int, text: str, value: float) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.value = value


class String(Node):
    """A quoted string, with its escapes resolved."""

    __slots__ = ("value",)
    type = STRING

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start = start
        self.end = end
        self.value = value


class Variable(Node):
    """A Grafana variable that stands for a whole expression."""

    __slots__ = ("text",)
    type = ANY

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


class Paren(Node):
    """An expression in parentheses."""

    __slots__ = ("expr", "type")

    def __init__(self, start: int, end: int, expr: Node, type: str) -> None:
        self.start = start
        self.end = end
        self.expr = expr
        self.type = type

    def children(self) -> tuple[Node, ...]:
        return (self.expr,)


class Unary(Node):
    """`-expr` or `+expr`; a signed number is a `Number`."""

    __slots__ = ("op", "expr", "type")

    def __init__(self, start: int, end: int, op: str, expr: Node, type: str) -> None:
        self.start = start
        self.end = end
        self.op = op
        self.expr = expr
        self.type = type

    def children(self) -> tuple[Node, ...]:
        return (self.expr,)


class Label(Node):
    """A label name in `by (…)`, `on (…)`, `group_left (…)`."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class Labels(Node):
    """A list of labels with its parentheses."""

    __slots__ = ("names",)

    def __init__(self, start: int, end: int, names: list[Label]) -> None:
        self.start = start
        self.end = end
        self.names = names

    def children(self) -> tuple[Node, ...]:
        return tuple(self.names)


class Matching(Node):
    """How two vectors are matched: `on`/`ignoring`, and `group_left`/`group_right`.

    `card` is `one-to-one`, `many-to-one` (group_left) or `one-to-many` (group_right).
    """

    __slots__ = ("on", "labels", "card", "include")

    def __init__(
        self, start: int, end: int, on: bool, labels: Labels, card: str, include: Labels | None
    ) -> None:
        self.start = start
        self.end = end
        self.on = on
        self.labels = labels
        self.card = card
        self.include = include

    def children(self) -> tuple[Node, ...]:
        return (self.labels,) if self.include is None else (self.labels, self.include)


class Binary(Node):
    """Two expressions and an operator, in lower case; `fill` maps `left` and `right` to values."""

    __slots__ = ("op", "op_start", "lhs", "rhs", "type", "bool_modifier", "matching", "fill")

    def __init__(
        self,
        start: int,
        end: int,
        op: str,
        op_start: int,
        lhs: Node,
        rhs: Node,
        type: str,
        bool_modifier: bool,
        matching: Matching | None,
        fill: dict[str, float] | None,
    ) -> None:
        self.start = start
        self.end = end
        self.op = op
        self.op_start = op_start
        self.lhs = lhs
        self.rhs = rhs
        self.type = type
        self.bool_modifier = bool_modifier
        self.matching = matching
        self.fill = fill

    def children(self) -> tuple[Node, ...]:
        if self.matching is None:
            return (self.lhs, self.rhs)
        return (self.lhs, self.matching, self.rhs)


class Aggregate(Node):
    """`sum by (…) (…)` and its like; `op` is in lower case unless it is a variable."""

    __slots__ = ("op", "param", "expr", "modifier", "without")

    def __init__(
        self,
        start: int,
        end: int,
        op: str,
        param: Node | None,
        expr: Node,
        modifier: Labels | None,
        without: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.op = op
        self.param = param
        self.expr = expr
        self.modifier = modifier
        self.without = without

    def children(self) -> tuple[Node, ...]:
        return tuple(n for n in (self.param, self.expr, self.modifier) if n is not None)


class Call(Node):
    """A function call; the name ends at `name_end`."""

    __slots__ = ("name", "name_end", "args", "type")

    def __init__(
        self, start: int, end: int, name: str, name_end: int, args: list[Node], type: str
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.args = args
        self.type = type

    def children(self) -> tuple[Node, ...]:
        return tuple(self.args)


class Matcher(Node):
    """`name op value`: the name is `start:name_end`, the value `value_start:value_end` as written.

    The value's span takes in its quotes. A quoted metric name (`{"up"}`) is `__name__ = "up"` with
    an empty name span. A variable that stands for whole matchers has neither `op` nor `value`.
    """

    __slots__ = ("name", "name_end", "op", "value", "value_start", "value_end")

    def __init__(
        self,
        start: int,
        end: int,
        name: str,
        name_end: int,
        op: str | None,
        value: str | None,
        value_start: int,
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.op = op
        self.value = value
        self.value_start = value_start
        self.value_end = end


class Selector(Node):
    """An instant selector; the name outside the braces, if there is one, ends at `name_end`."""

    __slots__ = ("name", "name_end", "matchers", "offset", "at", "extended")

    def __init__(
        self, start: int, end: int, name: str | None, name_end: int, matchers: list[Matcher]
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.matchers = matchers
        self.offset: Duration | None = None
        self.at: At | None = None
        self.extended: str | None = None

    @property
    def metric(self) -> str | None:
        """The metric's name, wherever it is written, if the selector fixes it."""
        if self.name is not None:
            return self.name
        for matcher in self.matchers:
            if matcher.name == "__name__" and matcher.op == "=" and matcher.value:
                return matcher.value
        return None

    def children(self) -> tuple[Node, ...]:
        if self.offset is None and self.at is None:
            return tuple(self.matchers)
        return (*self.matchers, *(n for n in (self.offset, self.at) if n is not None))


class Matrix(Node):
    """`selector[range]`; `offset`, `@` and `anchored`/`smoothed` after the bracket are its own."""

    __slots__ = ("selector", "range", "offset", "at", "extended")
    type = MATRIX

    def __init__(self, start: int, end: int, selector: Selector, range: Duration) -> None:
        self.start = start
        self.end = end
        self.selector = selector
        self.range = range
        self.offset: Duration | None = None
        self.at: At | None = None
        self.extended = selector.extended

    def children(self) -> tuple[Node, ...]:
        if self.offset is None and self.at is None:
            return (self.selector, self.range)
        return (self.selector, self.range, *(n for n in (self.offset, self.at) if n is not None))


class Subquery(Node):
    """`expr[range:step]`; without a step, Prometheus takes its evaluation interval."""

    __slots__ = ("expr", "range", "step", "offset", "at")
    type = MATRIX

    def __init__(
        self, start: int, end: int, expr: Node, range: Duration, step: Duration | None
    ) -> None:
        self.start = start
        self.end = end
        self.expr = expr
        self.range = range
        self.step = step
        self.offset: Duration | None = None
        self.at: At | None = None

    def children(self) -> tuple[Node, ...]:
        rest = (self.step, self.offset, self.at)
        return (self.expr, self.range, *(n for n in rest if n is not None))


class Duration(Node):
    """A duration in seconds, or None where only Prometheus or Grafana can know it."""

    __slots__ = ("text", "value")
    type = SCALAR

    def __init__(self, start: int, end: int, text: str, value: float | None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.value = value


class At(Node):
    """What follows `@`: a time stamp, `start()` or `end()`."""

    __slots__ = ("text",)

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text
