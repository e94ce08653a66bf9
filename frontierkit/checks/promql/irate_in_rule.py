"""Finds rules that look at the last two samples only."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Call
from frontierkit.text import Span


@check("promql/irate_in_rule", on=Rule, severity=Severity.WARNING, profile="strict")
def irate_in_rule(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert or a recording rule takes `irate`.

    `irate` looks at the last two samples of the window and at nothing in between two evaluations:
    a short dip resets the alert's `for`, and what is recorded depends on chance.

    Bad:
        alert: Busy
        expr: irate(requests_total[5m]) > 10

    Good:
        alert: Busy
        expr: rate(requests_total[5m]) > 10
    """
    for node in facts.syntax(rule.query).nodes:
        if isinstance(node, Call) and node.name == "irate":
            yield Finding(
                "`irate` looks at two samples, and a rule is not evaluated at each of them",
                rule.query.at(Span(node.start, node.name_end)),
                "use `rate`",
            )
