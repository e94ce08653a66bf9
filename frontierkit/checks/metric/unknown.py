"""Finds selectors of metrics that no exporter exposes."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("metric/unknown", on=Query, severity=Severity.ERROR)
def unknown(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a metric that no exporter exposes and no rule records.

    The selector matches nothing: the panel says "No data", the alert can never fire, and what is
    joined with it is gone too. `or vector(0)` hides it behind a convincing zero.

    Bad:
        sum(rate(vllm:request_sucess_total[5m])) or vector(0)

    Good:
        sum(rate(vllm:request_success_total[5m])) or vector(0)

    Except: one side of an `or` whose other side is exposed, as queries have that are to work with
    two versions of an exporter.
    """
    for selector in facts.unknown_selectors(query):
        existence = selector.existence
        if existence is None or existence.removed is not None:
            continue  # metric/removed tells which release took it away
        yield Finding(
            f"no exporter exposes `{selector.name}`",
            query.at(facts.name_span(selector)),
            _help(existence),
        )
