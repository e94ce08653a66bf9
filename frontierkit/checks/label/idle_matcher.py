"""Finds matchers that let everything through."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matcher_effects import idle_matchers
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("label/idle_matcher", on=Query, per_text=True, severity=Severity.INFO, profile="strict")
def idle_matcher(query: Query, facts: Facts) -> Iterator[Finding]:
    """A matcher lets through every value that the label can have.

    It is there for nothing, or what it should exclude is called otherwise: `code!="Error"` excludes
    nothing where the code is `error`.

    Bad:
        rate(requests_total{code!="Error"}[5m])

    Good:
        rate(requests_total{code!="error"}[5m])

    Except: labels whose values are not all known, and matchers with variables.
    """
    for selector in facts.selectors(query):
        for matcher in idle_matchers(selector):
            name = f" of `{selector.name}`" if selector.name else ""
            yield Finding(
                f"this matcher lets every `{matcher.name}`{name} through",
                query.at(span_of(matcher)),
                "remove it, or mend its value",
            )
