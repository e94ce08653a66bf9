"""Finds alerts that wait longer than an event stays in their window."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Call, Matrix

EVENTS = frozenset(("increase", "changes", "resets", "delta", "idelta"))


@check("alert/for_beyond_window", on=Rule, severity=Severity.INFO, profile="strict")
def for_beyond_window(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert on events has a `for` that is longer than its window.

    A single event is seen for as long as the window. With `increase(…[1m]) > 0` and `for: 10m` it
    must happen again each minute for ten minutes before anybody hears of it.

    Bad:
        alert: Restarted
        expr: resets(requests_total[5m]) > 0
        for: 10m

    Good:
        alert: Restarted
        expr: resets(requests_total[15m]) > 0
        for: 1m

    Except: expressions with a window that is at least as long, and rates, which are about a state.
    """
    if not rule.alerting or not rule.for_s:
        return
    windows = [
        (node.name, window)
        for node in facts.syntax(rule.query).nodes
        if isinstance(node, Call)
        for window in node.args
        if isinstance(window, Matrix)
    ]
    lengths = [window.range.value for _, window in windows]
    if not windows or not all(name in EVENTS for name, _ in windows):
        return
    if all(length is not None and length < rule.for_s for length in lengths):
        name, window = windows[0]
        yield Finding(
            f"`{rule.name}` waits `{spelled(rule.for_s)}`, and `{name}` sees an event for "
            f"`{spelled(window.range.value or 0)}`: a single one never fires it",
            rule.query.at(span_of(window.range)),
            "look further back, or wait less long",
        )
