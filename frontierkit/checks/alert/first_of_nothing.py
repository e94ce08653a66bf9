"""Finds templates that take the first result of a query which may have none."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.template_tokens import Unclosed, actions
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.text import Span

ASKING = frozenset(("if", "with", "range"))


@check("alert/first_of_nothing", on=Rule, severity=Severity.WARNING, profile="strict")
def first_of_nothing(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A template takes the `first` result of a `query` without asking whether there is one.

    Where there is none, the whole text is lost: whoever is paged reads "error calling first:
    first() called on vector with no elements" in place of it.

    Bad:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: '{{ query "up" | first | value }} are up'}

    Good:
        alert: QueueLong
        expr: queue_length > 10
        annotations: {summary: '{{ with query "up" }}{{ . | first | value }} are up{{ end }}'}
    """
    if not rule.alerting:
        return
    for kind, texts in (("annotation", rule.annotations), ("label", rule.labels)):
        for name, text in texts.items():
            for span in _unasked(text.text):
                yield Finding(
                    f"the {kind} `{name}` fails where its `query` finds nothing",
                    text.at(span),
                    "write `{{ with query … }}{{ . | first | value }}{{ end }}`",
                )


def _unasked(text: str) -> Iterator[Span]:
    """Yield each `first` whose own action has the query, outside of any condition."""
    if "first" not in text or "query" not in text:
        return
    depth = 0
    try:
        for action in actions(text):
            words = [token.text for token in action.tokens]
            if words and words[0] in ASKING:
                depth += 1
            elif words and words[0] == "end":
                depth -= 1
            elif depth == 0 and "query" in words:
                yield from (token.span for token in action.tokens if token.text == "first")
    except Unclosed:
        return
