"""What a dashboard's variable can stand for, as far as it is sure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

from frontierkit.labels import MatchOp, Values
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.query import Query
from frontierkit.promql.variables import VariableUse, variables_in

CLOSED_KINDS = frozenset(("custom", "constant", "interval"))
"""Kinds whose values stand in the dashboard itself."""
ALL = frozenset(("$__all", "All"))
MOST_CHOICES = 200
"""Beyond so many combinations a text with variables counts as open."""
ESCAPED = str.maketrans({c: f"\\{c}" for c in "\\^$*+?.()|[]{}"})

LabelValues = Callable[[Query, str], Values | None]
"""Returns what is known of the values of a label of what a query selects."""


def variable_values(variable: Variable, label_values: LabelValues) -> Values | None:
    """Return the values that a variable offers, one by one; None where anything is possible.

    What All stands for is not among them, unless it is all the values together.
    """
    if variable.include_all and variable.all_value is not None and variable.all_value.text:
        return None
    if variable.kind in CLOSED_KINDS:
        offered = frozenset(variable.values) - ALL
        return Values(offered) if offered and not _nested(offered) else None
    if variable.kind != "query" or variable.function != "label_values":
        return None
    if variable.query is None or variable.label is None or _has_regex(variable):
        return None
    found = label_values(variable.query, variable.label.text)
    return found if found is not None and found.finite else None


def choices(
    dashboard: Dashboard, text: str, op: MatchOp, values_of: Callable[[str], Values | None]
) -> frozenset[str] | None:
    """Return all that a matcher's value becomes when its variables are replaced.

    A variable of several values becomes a regex of alternatives; since a series has one value, it
    is enough to look at them one by one. With `=` such a variable is open.
    """
    uses = variables_in(text)
    if not uses:
        return frozenset((text,))
    offered: list[list[str]] = []
    for name in dict.fromkeys(use.name for use in uses):
        variable = dashboard.variable(name)
        values = values_of(name)
        if variable is None or values is None or values.finite is None:
            return None
        several = variable.multi or variable.include_all
        if several and (op not in ("=~", "!~") or len(uses) > 1 or op == "!~"):
            return None
        if any(not _plain_format(use) for use in uses):
            return None
        offered.append(sorted(_written(value, several) for value in values.finite))
    names = list(dict.fromkeys(use.name for use in uses))
    combined = list(islice(product(*offered), MOST_CHOICES + 1))
    if len(combined) > MOST_CHOICES:
        return None
    return frozenset(_filled(text, uses, dict(zip(names, c, strict=True))) for c in combined)


def _filled(text: str, uses: tuple[VariableUse, ...], values: dict[str, str]) -> str:
    parts: list[str] = []
    end = 0
    for use in uses:
        parts += (text[end : use.start], values[use.name])
        end = use.end
    return "".join((*parts, text[end:]))


def _written(value: str, several: bool) -> str:
    """Return a value as Grafana writes it into a query: of many, each is escaped."""
    return value.translate(ESCAPED) if several else value


def _plain_format(use: VariableUse) -> bool:
    """Return whether a variable is used without a format, or with one that is the usual one."""
    return ":" not in use.text or use.text.endswith((":regex}", ":pipe}", ":raw}"))


def _nested(offered: frozenset[str]) -> bool:
    return any("$" in value or "[[" in value for value in offered)


def _has_regex(variable: Variable) -> bool:
    return variable.regex is not None and bool(variable.regex.text)
