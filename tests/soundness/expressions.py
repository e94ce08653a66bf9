"""Random well-typed expressions over the families of a catalog."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from frontierkit.catalog.family import Family

LABELS = ("x", "y", "z", "job", "instance", "le", "quantile", "nope")
WINDOWS = ("30s", "1m", "2m", "5m", "10m")
ELEMENTWISE = """abs ceil floor exp sqrt ln log2 log10 sgn sin cos tan asin acos atan sinh cosh tanh
    asinh acosh atanh deg rad round timestamp minute hour day_of_week day_of_month day_of_year
    days_in_month month year sort sort_desc""".split()  # noqa: SIM905
OVER_TIME = """avg_over_time changes count_over_time delta deriv idelta increase irate
    last_over_time max_over_time min_over_time rate resets stddev_over_time stdvar_over_time
    sum_over_time present_over_time absent_over_time""".split()  # noqa: SIM905
MODERN_OVER_TIME = """first_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time
    ts_of_max_over_time ts_of_min_over_time""".split()  # noqa: SIM905
SIMPLE = ("sum", "avg", "count", "min", "max", "group", "stddev", "stdvar")
NUMBERS = ("0", "1", "2", "0.5", "-1", "10", "100", "3", "1e-3", "60", "Inf", "-Inf", "NaN", "-0")


class Maker:
    """Makes expressions of a random source; `depth` bounds how deeply they are nested."""

    def __init__(self, random: Random, families: tuple[Family, ...], modern: bool = False) -> None:
        self.random = random
        self.modern = modern
        self.names = [name for family in families for name in family.series_names()] + ["up"]
        self.buckets = [name for name in self.names if name.endswith("_bucket")]

    def pick(self, *makers: Callable[[int], str], depth: int) -> str:
        return self.random.choice(makers)(depth)

    def expression(self, depth: int) -> str:
        """Return a vector or, now and then, a scalar."""
        return self.scalar(depth) if self.random.random() < 0.05 else self.vector(depth)

    def vector(self, depth: int) -> str:
        if depth <= 0:
            return self.selector()
        return self.pick(
            lambda _: self.selector(),
            self.elementwise,
            self.over_time,
            self.over_time,
            self.aggregation,
            self.aggregation,
            self.aggregation,
            self.with_scalar,
            self.with_scalar,
            self.with_vector,
            self.with_vector,
            self.with_vector,
            self.share,
            self.quantile,
            self.relabelled,
            self.present,
            self.negated,
            *((self.modern_call, self.filled, self.moved) if self.modern else ()),
            depth=depth,
        )

    def scalar(self, depth: int) -> str:
        chosen = self.random.random()
        if chosen < 0.6 or depth <= 0:
            return self.random.choice(NUMBERS)
        if chosen < 0.7:
            return self.random.choice(("time()", "pi()"))
        if chosen < 0.85:
            return f"scalar({self.vector(depth - 1)})"
        op = self.random.choice(("+", "-", "*", "/", "%", "^", "> bool", "== bool", "<= bool"))
        return f"({self.scalar(depth - 1)} {op} {self.scalar(depth - 1)})"

    def selector(self, name: str | None = None) -> str:
        matchers = [self.matcher() for _ in range(self.random.choice((0, 0, 0, 1, 1, 2)))]
        inner = "{" + ",".join(matchers) + "}" if matchers else ""
        return (name or self.random.choice(self.names)) + inner

    def matcher(self) -> str:
        label = self.random.choice(LABELS[:5])
        op = self.random.choice(("=", "!=", "=~", "!~"))
        value = self.random.choice(("a", "b", "", "j", "i:1"))
        if op in ("=~", "!~"):
            value = self.random.choice(("a|b", ".*", ".+", "a|", "[ab]", "j", "nothing"))
        return f'{label}{op}"{value}"'

    def elementwise(self, depth: int) -> str:
        inner = self.vector(depth - 1)
        chosen = self.random.random()
        if chosen < 0.7:
            return f"{self.random.choice(ELEMENTWISE)}({inner})"
        bound, other = self.scalar(1), self.scalar(1)
        if chosen < 0.8:
            return f"clamp({inner}, {bound}, {other})"
        return f"{self.random.choice(('clamp_min', 'clamp_max', 'round'))}({inner}, {bound})"

    def over_time(self, depth: int) -> str:
        window = self.random.choice(WINDOWS)
        inner = f"{self.selector()}[{window}]"
        if self.random.random() < 0.2:
            inner = f"({self.vector(depth - 1)})[{window}:15s]"
        chosen = self.random.random()
        if chosen < 0.8:
            return f"{self.random.choice(OVER_TIME)}({inner})"
        if chosen < 0.9:
            return f"quantile_over_time({self.scalar(1)}, {inner})"
        return f"predict_linear({inner}, {self.scalar(1)})"

    def grouping(self) -> str:
        names = self.random.sample(LABELS, self.random.randint(0, 3))
        if self.random.random() < 0.1:
            names.append("__name__")
        chosen = self.random.choice(("by", "by", "without", ""))
        return f" {chosen} ({', '.join(names)}) " if chosen else ""

    def aggregation(self, depth: int) -> str:
        inner = self.vector(depth - 1)
        chosen = self.random.random()
        if chosen < 0.8:
            return f"{self.random.choice(SIMPLE)}{self.grouping()}({inner})"
        if chosen < 0.88:
            return f"quantile{self.grouping()}({self.scalar(1)}, {inner})"
        if chosen < 0.94:
            op = self.random.choice(("topk", "bottomk"))
            return f"{op}{self.grouping()}({self.random.choice(('0', '1', '3', '-1'))}, {inner})"
        return f'count_values{self.grouping()}("{self.random.choice(LABELS)}", {inner})'

    def with_scalar(self, depth: int) -> str:
        op = self.random.choice(("+", "-", "*", "/", "%", "^", "atan2", *self.comparisons()))
        sides = [f"({self.vector(depth - 1)})", self.scalar(1)]
        self.random.shuffle(sides)
        return f"{sides[0]} {op} {sides[1]}"

    def comparisons(self) -> tuple[str, ...]:
        plain = ("==", "!=", ">", "<", ">=", "<=")
        return (*plain, *(f"{op} bool" for op in plain))

    def with_vector(self, depth: int) -> str:
        ops = ("+", "-", "*", "/", "%", "^", "and", "or", "unless", *self.comparisons()[:8])
        op = self.random.choice(ops)
        left, right = self.vector(depth - 1), self.vector(depth - 1)
        if self.random.random() < 0.3:
            right = f"({left}) {self.random.choice(('>', '<', '=='))} {self.scalar(0)}"
        return f"({left}) {op} {self.matching(op)} ({right})"

    def matching(self, op: str) -> str:
        chosen = self.random.choice(("", "", "on", "on", "ignoring"))
        if not chosen:
            return ""
        names = self.random.sample(LABELS, self.random.randint(0, 2))
        clause = f"{chosen} ({', '.join(names)})"
        if op in ("and", "or", "unless") or self.random.random() < 0.5:
            return clause
        free = [name for name in LABELS if name not in names]
        include = self.random.sample(free, self.random.randint(0, 2))
        side = self.random.choice(("group_left", "group_right"))
        return f"{clause} {side} ({', '.join(include)})"

    def share(self, depth: int) -> str:
        """Return a part over its whole, or what looks like one."""
        name = self.random.choice(self.names)
        treat = self.random.choice(("rate({}[5m])", "{}", "increase({}[2m])", "abs({})"))
        part, whole = treat.format(self.selector(name)), treat.format(name)
        if self.random.random() < 0.3:
            part = f"({part} {self.random.choice(('>', '<'))} {self.scalar(0)})"
        op, grouping = self.random.choice(("sum", "count", "max")), self.grouping()
        left = f"{op}{grouping}({part})"
        if self.random.random() < 0.3:
            left = f"sum{self.grouping()}({part})"
        other = self.random.choice((grouping, self.grouping()))
        right = f"{self.random.choice((op, 'count', 'sum'))}{other}({whole})"
        shape = self.random.choice(
            ("{0} / {2} {1}", "100 * {0} / {2} {1}", "1 - {0} / {2} {1}", "{0} / ({0} + {1})",
             "({1} - {0}) / {1}", "{3} / {2} group_left {1}")
        )  # fmt: skip
        matching = self.matching("/") if "group_left" not in shape else "on (job)"
        return shape.format(left, right, matching, treat.format(self.selector(name)))

    def quantile(self, depth: int) -> str:
        phi = self.random.choice(("0.5", "0.99", "0", "1", "1.5", "-1", "NaN"))
        buckets = self.random.choice(self.buckets)
        inner = self.random.choice(("rate({}[5m])", "{}", "increase({}[2m])", "delta({}[5m])"))
        grouping = self.random.choice(
            (" by (le) ", " by (le, job) ", " by (job) ", " without (x) ")
        )
        whole = inner.format(self.selector(buckets))
        if self.random.random() < 0.7:
            whole = f"{self.random.choice(('sum', 'sum', 'avg', 'max'))}{grouping}({whole})"
        return f"histogram_quantile({phi}, {whole})"

    def relabelled(self, depth: int) -> str:
        target, source = self.random.choice((*LABELS, "new")), self.random.choice(LABELS)
        inner = self.vector(depth - 1)
        if self.random.random() < 0.3:
            separator = self.random.choice(("", "-"))
            return f'label_join({inner}, "{target}", "{separator}", "{source}", "job")'
        regex = self.random.choice(("(.*)", "(.+)", "a", "(a|b)", ".*", "", "(.).*", "x(.*)"))
        template = self.random.choice(("$1", "", "new", "$1-x", "${1}"))
        return f'label_replace({inner}, "{target}", "{template}", "{source}", "{regex}")'

    def present(self, depth: int) -> str:
        chosen = self.random.random()
        if chosen < 0.3:
            return f"absent({self.vector(depth - 1)})"
        if chosen < 0.7:
            return f"vector({self.scalar(depth - 1)})"
        return f"({self.vector(depth - 1)}) or vector({self.scalar(0)})"

    def modern_call(self, depth: int) -> str:
        """Return a call that only Prometheus 3 takes."""
        inner = self.vector(depth - 1)
        window = self.random.choice(WINDOWS)
        label = self.random.choice(LABELS)
        buckets = self.selector(self.random.choice(self.buckets))
        extended = self.random.choice(("anchored", "smoothed"))
        ratio = self.random.choice(("0.5", "-0.3", "0"))
        rated = self.random.choice(("rate", "increase", "delta"))
        return self.random.choice(
            (
                f"{self.random.choice(MODERN_OVER_TIME)}({self.selector()}[{window}])",
                f"info({inner})",
                f'info({inner}, {{__name__=~"m.*", {label}=~".*"}})',
                f"limitk{self.grouping()}({self.random.choice('013')}, {inner})",
                f"limit_ratio{self.grouping()}({ratio}, {inner})",
                f'sort_by_label({inner}, "{label}")',
                f"histogram_fraction({self.scalar(0)}, {self.scalar(0)}, rate({buckets}[5m]))",
                f'histogram_quantiles({buckets}, "{label}", 0.5, {self.scalar(0)})',
                f"double_exponential_smoothing({self.selector()}[{window}], 0.5, 0.3)",
                f"vector(max_of({self.scalar(1)}, {self.scalar(1)}))",
                f"vector(min_of({self.scalar(1)}, {self.scalar(1)}))",
                f"{rated}({self.selector()}[{window}] {extended})",
                f"{self.selector()} smoothed",
                f"start_timestamp({inner})",
                "vector(step() + range())",
                f"histogram_count({inner})",
                f"({inner}) </ {self.scalar(0)}",
            )
        )

    def filled(self, depth: int) -> str:
        """Return an operation with numbers for the series that have no partner."""
        op = self.random.choice(("+", "-", "*", "/", "> bool", ">", "=="))
        side = self.random.choice(("fill", "fill_left", "fill_right"))
        matching = self.matching(op)
        left, right = self.vector(depth - 1), self.vector(depth - 1)
        return f"({left}) {op} {matching} {side}({self.scalar(0)}) ({right})"

    def moved(self, depth: int) -> str:
        """Return a selector of another moment."""
        return self.random.choice(
            (
                f"{self.selector()} offset {self.random.choice(('1m', '-1m', '1h'))}",
                f"{self.selector()} @ {self.random.choice(('end()', 'start()', '1700000100'))}",
                f"rate({self.selector()}[2m] offset 1m)",
            )
        )

    def negated(self, depth: int) -> str:
        return f"-({self.vector(depth - 1)})"
