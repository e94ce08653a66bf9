"""Finds selectors of metrics that no exporter exposes."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import AbsentMetric, absent_metrics
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("metric/unknown", on=Query, per_text=True, severity=Severity.ERROR)
def unknown(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a metric that no exporter exposes and no rule records.

    The selector matches nothing: the panel says "No data", the alert can never fire, and what is
    joined with it is gone too. `or vector(0)` hides it behind a convincing zero.

    Bad:
        sum(rate(requests_totl[5m])) or vector(0)

    Good:
        sum(rate(requests_total[5m])) or vector(0)

    Except: one side of an `or` whose other side is exposed, as queries have that are to work with
    two versions of an exporter.
    """
    for absent in absent_metrics(query, facts):
        existence = absent.existence
        # metric/removed and metric/dropped tell of the others.
        if not (existence.removed or existence.not_yet or existence.dropped_at):
            yield Finding(
                f"no exporter exposes `{absent.name}`",
                query.at(absent.span),
                f"{_meant(absent, facts)}{existence.why}",
            )


def _meant(absent: AbsentMetric, facts: Facts) -> str:
    if facts.world.series(f"{absent.name}_bucket"):
        return f"a histogram has no series of its own name: did you mean `{absent.name}_bucket`? "
    nearest = absent.existence.nearest
    return f"did you mean `{nearest}`? " if nearest else ""
