"""Finds aggregations over the quantiles of a summary."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Aggregate
from frontierkit.text import Span, listed

MIXING = frozenset(("sum", "avg", "stddev", "stdvar", "quantile"))


@check("histogram/mixed_quantiles", on=Query, per_text=True, when=MIXING, severity=Severity.ERROR)
def mixed_quantiles(query: Query, facts: Facts) -> Iterator[Finding]:
    """The quantiles of a summary are aggregated with each other.

    A summary exposes its median, its 99th percentile and so on under one name, told apart by the
    label `quantile`. Their sum or average is a number without a meaning.

    Bad:
        avg by (path) (duration_seconds)

    Good:
        max by (path) (duration_seconds{quantile="0.99"})

    Except: `max` and `min`, which choose one of them.
    """
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Aggregate) or node.op not in MIXING:
            continue
        operand, result = facts.series(query, node.expr), facts.series(query, node)
        kept = result.label("quantile").presence is not Presence.NEVER
        if operand.type == "summary" and not kept and _several(operand.label("quantile")):
            names = listed(dict.fromkeys(origin.name for origin in operand.origins))
            yield Finding(
                f"`{node.op}` mixes the quantiles of the summary {names}",
                query.at(Span(node.start, node.start + len(node.op))),
                'choose one of them: `{quantile="0.99"}`, or keep `quantile` in `by (…)`',
            )


def _several(label: Label) -> bool:
    """Return whether there is more than one quantile, as far as that is known."""
    finite = label.values.finite
    several = len(finite) > 1 if finite is not None else not label.values.patterns
    return label.presence is Presence.ALWAYS and several
