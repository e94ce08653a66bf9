"""Finds `absent` of a selector that lists what must exist."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absences import absences
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Matcher, Selector
from frontierkit.text import listed


@check("alert/absent_of_several", on=Rule, severity=Severity.WARNING, profile="strict")
def absent_of_several(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An alert asks whether any of several series is there.

    `absent(up{job=~"a|b"})` fires if both are gone; while one of them is there, the other can be
    missing for weeks. And the alert does not say which.

    Bad:
        alert: QueueGone
        expr: absent(queue_length{queue=~"chat|batch"})

    Good:
        alert: QueueGone
        expr: absent(queue_length{queue="chat"}) or absent(queue_length{queue="batch"})
    """
    if not rule.alerting:
        return
    for call, asked in absences(rule.query, facts):
        if not isinstance(asked, Selector):
            continue
        for matcher in asked.matchers:
            values = _listed(matcher)
            if len(values) > 1:
                yield Finding(
                    f"`{call.name}` fires only if {listed(values)} are all gone",
                    rule.query.at(span_of(matcher)),
                    f'ask of each by itself, with `{matcher.name}="…"`, and join them by `or`',
                )


def _listed(matcher: Matcher) -> tuple[str, ...]:
    from frontierkit.regex import RegexError, literal_alternatives

    if matcher.op != "=~" or matcher.value is None or "|" not in matcher.value:
        return ()
    try:
        return literal_alternatives(matcher.value) or ()
    except RegexError:
        return ()
