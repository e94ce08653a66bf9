"""Finds matchers whose value the label never has."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import value_span
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Matcher
from frontierkit.text import closest, listed

MOST_VALUES = 8


@check("label/unknown_value", on=Query, per_text=True, severity=Severity.ERROR)
def unknown_value(query: Query, facts: Facts) -> Iterator[Finding]:
    """A matcher lets nothing through, since the label never has such a value.

    The exporter sets the label to one of a few values, or the scrape configuration says what it
    is; the one that is asked for is not among them.

    Bad:
        rate(requests_total{code="OK"}[5m])

    Good:
        rate(requests_total{code="ok"}[5m])
    """
    for selector in facts.selectors(query):
        if selector.contradiction is None:
            for matcher in selector.killers:
                labels = _labels(selector, matcher)
                if all(label.presence > Presence.NEVER for label in labels):
                    yield _finding(query, selector, matcher, labels)


def _labels(selector: SelectorFact, matcher: Matcher) -> list[Label]:
    return [
        source.whole.label(matcher.name) for source in selector.sources if source.killer is matcher
    ]


def _finding(
    query: Query, selector: SelectorFact, matcher: Matcher, labels: list[Label]
) -> Finding:
    metric = f"`{selector.name}`" if selector.name else "what is selected"
    verb = {"=": "is never", "=~": "never matches"}.get(matcher.op or "", "is always excluded by")
    known = sorted({value for label in labels for value in label.values.finite or ()})
    return Finding(
        f"`{matcher.name}` of {metric} {verb} `{matcher.value}`",
        query.at(value_span(matcher)),
        _help(matcher.value or "", known),
    )


def _help(value: str, known: list[str]) -> str:
    meant = closest(value, known)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if not known:
        return ""
    more = f" or one of {len(known) - MOST_VALUES} others" if len(known) > MOST_VALUES else ""
    return f"it is {listed(known[:MOST_VALUES], 'or')}{more}"
