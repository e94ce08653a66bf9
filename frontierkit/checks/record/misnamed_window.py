"""Finds recorded names that promise another window than the rule's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Matrix, Subquery
from frontierkit.text import Span, listed

SUFFIX = re.compile(r":(?:\w*_)?(?:rate|irate|increase|delta|deriv|burnrate)(\d+)(ms|[smhdw])$")
SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


@check("record/misnamed_window", on=Rule, severity=Severity.WARNING, profile="strict")
def misnamed_window(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """The name of a record ends with another window than the rule looks at.

    Who compares `…:rate1m` with `…:rate5m` trusts the names; a copied rule whose window nobody
    changed makes both the same.

    Bad:
        record: path:requests:rate1m
        expr: sum by (path) (rate(requests_total[5m]))

    Good:
        record: path:requests:rate5m
        expr: sum by (path) (rate(requests_total[5m]))
    """
    found = SUFFIX.search(rule.name.text)
    if rule.alerting or found is None:
        return
    promised = int(found[1]) * SECONDS[found[2]]
    windows = [
        node.range
        for node in facts.syntax(rule.query).nodes
        if isinstance(node, (Matrix, Subquery)) and node.range.value is not None
    ]
    real = sorted({window.value or 0 for window in windows})
    if windows and promised not in real:
        yield Finding(
            f"`{rule.name}` looks at {listed(map(spelled, real))}, not at `{found[1]}{found[2]}`",
            rule.name.at(Span(*found.span(1))),
            "change the name or the window",
            (Related("the window", rule.query.at(span_of(windows[0]))),),
        )
