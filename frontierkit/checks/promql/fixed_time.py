"""Finds rules that ask for a time of their own."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import At


@check("promql/fixed_time", on=Rule, severity=Severity.WARNING, profile="strict")
def fixed_time(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule pins an expression to a point in time with `@`.

    A rule is evaluated for now. `@ 1700000000` asks for one past moment, again and again, until the
    data are gone; `@ end()` is now anyway.

    Bad:
        alert: Grown
        expr: used_bytes - used_bytes @ 1700000000 > 1e9

    Good:
        alert: Grown
        expr: used_bytes - used_bytes offset 1d > 1e9
    """
    for node in facts.syntax(rule.query).nodes:
        if isinstance(node, At):
            yield Finding(
                f"`@ {node.text}` pins this to a point in time, and a rule is evaluated for now",
                rule.query.at(span_of(node)),
                "use `offset`",
            )
