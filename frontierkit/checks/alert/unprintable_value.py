"""Finds annotations that print a complaint of `printf` in place of the value."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.printed_values import printed_values
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule


@check("alert/unprintable_value", on=Rule, severity=Severity.ERROR)
def unprintable_value(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """`printf` is asked to print the value of an alert as a whole number, or as a text.

    The value is a floating point number, always. `%d` prints `%!d(float64=12)`, and `%s` prints
    `%!s(float64=12)`, into the message that somebody is woken by.

    Bad:
        alert: Queue
        expr: queue_length > 10
        annotations: {summary: '{{ printf "%d" $value }} requests wait'}

    Good:
        alert: Queue
        expr: queue_length > 10
        annotations: {summary: '{{ printf "%.0f" $value }} requests wait'}

    Except: `%s` of what a function like `humanize` has made a text of.
    """
    if not rule.alerting:
        return
    for printed in printed_values(rule):
        verb = printed.wrong_verb
        if verb is not None and not printed.formatted:
            instead = "%.0f" if verb == "d" else "%.2f"
            yield Finding(
                f"the value is a floating point number, which `{printed.use.format}` prints as "
                f"`%!{verb}(float64=…)`",
                printed.passage.at(printed.use.span),
                f"print it with `{instead}`, or through `humanize`",
            )
