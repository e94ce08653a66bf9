"""Finds alternatives of a regex that a label never has."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matcher_effects import DeadBranch, dead_branches
from frontierkit.analysis.reasons import value_span
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.text import Span, closest, listed

MOST_VALUES = 8


@check("label/dead_alternative", on=Query, per_text=True, severity=Severity.WARNING)
def dead_alternative(query: Query, facts: Facts) -> Iterator[Finding]:
    """One alternative of a regex matches no value that the label can have.

    The others hide it: the query yields something, and what the misspelt one should have added is
    missing from every sum.

    Bad:
        rate(requests_total{code=~"ok|eror"}[5m])

    Good:
        rate(requests_total{code=~"ok|error"}[5m])

    Except: labels whose values are not all known, and a regex that matches nothing at all, of which
    label/unknown_value tells.
    """
    for selector in facts.selectors(query):
        if not selector.dead:
            for branch in dead_branches(selector):
                name = f"`{selector.name}`" if selector.name else "what is selected"
                yield Finding(
                    f"`{branch.matcher.name}` of {name} never matches `{branch.text}`",
                    query.at(_span(query, branch)),
                    _help(branch),
                )


def _span(query: Query, branch: DeadBranch) -> Span:
    whole = value_span(branch.matcher)
    start = query.text.find(branch.text, whole.start, whole.end)
    return whole if start < 0 else Span(start, start + len(branch.text))


def _help(branch: DeadBranch) -> str:
    meant = closest(branch.text, branch.known)
    if meant is not None:
        return f"did you mean `{meant}`?"
    return f"it is {listed(branch.known[:MOST_VALUES], 'or')}" if branch.known else ""
