"""Reads calls and aggregations, and holds their arguments against the signatures."""

from __future__ import annotations

from frontierkit.promql.features import spelt
from frontierkit.promql.functions import (
    AGGREGATORS,
    FUNCTIONS,
    UNKNOWN_AGGREGATOR,
    Signature,
)
from frontierkit.promql.node import ANY, VECTOR, Node
from frontierkit.promql.nodes import Aggregate, Call, Labels, Selector
from frontierkit.promql.operators import Operators
from frontierkit.promql.syntax import SyntaxProblem
from frontierkit.text import closest, plural


class Calls(Operators):
    """The grammar of everything with arguments."""

    __slots__ = ()

    def arguments(self, context: str) -> list[Node]:
        """Read arguments in parentheses."""
        self.expect("(", context)
        self.deeper()
        found: list[Node] = []
        while self.kinds[self.at] != ")" or found:
            found.append(self.expression(0))
            if self.kinds[self.at] != ",":
                break
            comma = self.at
            self.at += 1
            if self.kinds[self.at] in (")", ","):
                message = "an argument is missing after the comma"
                self.report(message, self.start(comma), self.ends[comma])
                break
        self.depth -= 1
        self.expect(")", context)
        return found

    def aggregate(self) -> Aggregate:
        text = self.texts[self.at]
        start = self.start(self.at)
        name_end = self.ends[self.at]
        is_variable = self.kinds[self.at] == "variable"
        op = text if is_variable else text.lower()
        aggregator = UNKNOWN_AGGREGATOR if is_variable else AGGREGATORS[op]
        self.at += 1
        modifier, without = self.by()
        known = len(self.mistyped)
        args = self.arguments(f"`{text}`")
        end = self.ends[self.at - 1]
        if modifier is None and self.kinds[self.at] == "by":
            modifier, without = self.by()
            end = self.ends[self.at - 1]
        if aggregator.feature is not None:
            self.require(aggregator.feature, start, name_end)
        param, expr = self.parameters(op, args, aggregator.param, start, end)
        found = Aggregate(start, end, op, param, expr, modifier, without)
        self.check_aggregate(found, aggregator.param, known)
        return found

    def aggregated(self, call: Call) -> Aggregate:
        """Read on after the call of a variable that `by` shows to be an aggregation."""
        modifier, without = self.by()
        end = self.ends[self.at - 1]
        param, expr = self.parameters(call.name, call.args, ANY, call.start, call.end)
        return Aggregate(call.start, end, call.name, param, expr, modifier, without)

    def by(self) -> tuple[Labels | None, bool]:
        """Read `by (…)` or `without (…)`, if it comes next, and whether it is the latter."""
        if self.kinds[self.at] != "by":
            return None, False
        without = self.texts[self.at].lower() == "without"
        self.at += 1
        return self.grouping(), without

    def parameters(
        self, op: str, args: list[Node], param: str | None, start: int, end: int
    ) -> tuple[Node | None, Node]:
        """Part the parameter from what is aggregated."""
        wanted = 1 if param is None else 2
        if param is ANY and len(args) == 1:
            wanted = 1
        if len(args) != wanted:
            takes = plural(wanted, "argument")
            self.report(f"`{op}` takes {takes}, here it has {len(args)}", start, end)
        if not args:
            return None, Selector(end, end, None, end, [])
        return (args[0] if len(args) > 1 else None), args[-1]

    def check_aggregate(self, found: Aggregate, param: str | None, known: int) -> None:
        expr = found.expr
        if expr.type != VECTOR and expr.type != ANY:
            self.mistype(f"`{found.op}` takes an instant vector, this is a {expr.type}", expr)
        if found.param is None or param is None:
            return
        if param != ANY and found.param.type not in (param, ANY):
            message = (
                f"the parameter of `{found.op}` is {_a(param)}, this is {_a(found.param.type)}"
            )
            self.mistype(message, found.param)
        if len(self.mistyped) > known + 1:
            # Prometheus looks at what is aggregated first.
            self.mistyped[known:] = sorted(
                self.mistyped[known:], key=lambda problem: problem.start < expr.start
            )

    def call(self) -> Call:
        name, name_end = self.texts[self.at], self.ends[self.at]
        start = name_end - len(name)
        signature = None if self.kinds[self.at] == "variable" else FUNCTIONS.get(name)
        known = len(self.mistyped)
        self.at += 1
        args = self.arguments(f"`{name}`")
        end = self.ends[self.at - 1]
        if signature is None or signature.until is not None:
            signature = self.unusual(name, start, name_end, signature)
        if signature is None:
            return Call(start, end, name, name_end, args, ANY)
        if signature.feature is not None:
            self.require(signature.feature, start, name_end)
        found = Call(start, end, name, name_end, args, signature.returns)
        self.check_count(found, signature, known)
        self.check_arguments(found, signature)
        return found

    def unusual(
        self, name: str, start: int, end: int, signature: Signature | None
    ) -> Signature | None:
        """The signature of a function that is not, or no longer, there; None if there is none."""
        if "$" in name or "[[" in name:
            return None
        if signature is None or signature.until is None:
            meant = closest(name.lower(), [*FUNCTIONS, *AGGREGATORS], 0.8)
            help_ = f", did you mean `{meant}`?" if meant else ""
            self.report(f"there is no function `{name}`{help_}", start, end)
            return None
        if self.dialect.version < signature.until:
            return signature
        message = f"`{name}` was removed in Prometheus {spelt(signature.until)}"
        self.report(f"{message}, use `{signature.successor}`", start, end)
        return None

    def check_count(self, found: Call, signature: Signature, known: int) -> None:
        most = len(signature.args)
        least = most
        if signature.variadic:
            least = most - 1
            most = -1 if signature.variadic < 0 else least + signature.variadic
        count = len(found.args)
        if least <= count and (count <= most or most < 0):
            return
        takes = plural(least, "argument") if least == most else f"{least} to {most} arguments"
        if most < 0:
            takes = f"at least {plural(least, 'argument')}"
        message = f"`{found.name}` takes {takes}, here it has {count}"
        # Prometheus counts the arguments before it looks at them.
        self.mistyped.insert(known, SyntaxProblem(message, found.start, found.end))

    def check_arguments(self, found: Call, signature: Signature) -> None:
        types = signature.args
        last = len(types) - 1
        for place, argument in enumerate(found.args):
            if place > last and not signature.variadic:
                return
            wanted = types[min(place, last)]
            if argument.type != wanted and argument.type != ANY:
                message = f"`{found.name}` takes {_a(wanted)} here, this is {_a(argument.type)}"
                self.mistype(message, argument)
        if found.name == "info" and len(found.args) > 1:
            self.check_info(found.args[1])

    def check_info(self, labels: Node) -> None:
        """`info` takes a selector without a name as a list of labels, and may take an empty one."""
        if labels.type == ANY:
            return
        if type(labels) is not Selector or labels.name is not None:
            self.mistype("`info` takes label matchers in braces here, without a metric", labels)
            return
        self.mistyped = [
            problem
            for problem in self.mistyped
            if problem.start != labels.start or "does not match empty" not in problem.message
        ]


def _a(type_: str) -> str:
    return f"an {type_}" if type_[0] in "aeiou" else f"a {type_}"
