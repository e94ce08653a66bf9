"""Finds selectors whose names mean metrics of different types."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import name_of
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.text import listed


@check("metric/mixed_types", on=Query, per_text=True, severity=Severity.WARNING, profile="strict")
def mixed_types(query: Query, facts: Facts) -> Iterator[Finding]:
    """A regex on the metric's name selects metrics of different types.

    No function is right for both: `rate` of a gauge and the bare value of a counter mean nothing.

    Bad:
        sum by (__name__) ({__name__=~"requests_total|queue_length"})

    Good:
        sum by (__name__) ({__name__=~"requests_total|errors_total"})

    Except: counting, as in `count({__name__=~"…"})`.
    """
    for selector in facts.selectors(query):
        names = selector.names or ()
        types = {source.whole.type for source in selector.sources}
        if len(names) > 1 and len(types) > 1 and "unknown" not in types and _valued(query.text):
            yield Finding(
                f"{listed(sorted(names))} are of different types: {listed(sorted(types))}",
                query.at(name_of(selector.node)),
                "select each by itself",
            )


def _valued(text: str) -> bool:
    return not text.lstrip("( ").startswith(("count", "group", "absent"))
