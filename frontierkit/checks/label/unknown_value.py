"""Finds matchers whose value the label never has."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.blame import alone_to_blame, together_to_blame
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import value_span
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Matcher
from frontierkit.text import Span, closest, listed

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
            for matcher in alone_to_blame(selector):
                labels = [source.whole.label(matcher.name) for source in selector.sources]
                if any(label.presence > Presence.NEVER for label in labels):
                    yield _finding(query, selector, matcher, labels)
            yield from _together(query, selector)


def _together(query: Query, selector: SelectorFact) -> Iterator[Finding]:
    """Yield that no series has several values at once that some series have one by one."""
    matchers = sorted(together_to_blame(selector), key=lambda matcher: matcher.start)
    if len(matchers) < 2:
        return
    wanted = [f"{each.name}{each.op}{each.value}" for each in matchers]
    yield Finding(
        f"no series of {_called(selector)} has {listed(wanted)} at once",
        query.at(Span(matchers[-1].start, matchers[-1].end)),
        "each of them is right for other series",
        tuple(
            Related("asked for here as well", query.at(Span(each.start, each.end)))
            for each in matchers[:-1]
        ),
    )


def _finding(
    query: Query, selector: SelectorFact, matcher: Matcher, labels: list[Label]
) -> Finding:
    verb = {"=": "is never", "=~": "never matches"}.get(matcher.op or "", "is always excluded by")
    known = sorted({value for label in labels for value in label.values.finite or ()})
    return Finding(
        f"`{matcher.name}` of {_called(selector)} {verb} `{matcher.value}`",
        query.at(value_span(matcher)),
        _help(matcher.value or "", known),
    )


def _called(selector: SelectorFact) -> str:
    return f"`{selector.name}`" if selector.name else "what is selected"


def _help(value: str, known: list[str]) -> str:
    meant = closest(value, known)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if not known:
        return ""
    more = f" or one of {len(known) - MOST_VALUES} others" if len(known) > MOST_VALUES else ""
    return f"it is {listed(known[:MOST_VALUES], 'or')}{more}"
