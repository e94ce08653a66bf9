"""Finds points in time that are compared with durations."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import comparisons
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.points import surely_point
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.text import listed

A_DATE = 500_000_000.0
"""Seconds since 1970: in 1985 there was nothing to monitor."""


@check("type/timestamp_compared", on=Query, per_text=True, when=FLIPPED, severity=Severity.ERROR)
def timestamp_compared(query: Query, facts: Facts) -> Iterator[Finding]:
    """A point in time is compared with a number that is no date, but looks like a duration.

    A timestamp counts the seconds since 1970 and is far above any duration: `> 3600` holds always,
    `< 3600` never. How long ago it was, is `time()` less the timestamp.

    Bad:
        backup_timestamp_seconds > 86400

    Good:
        time() - backup_timestamp_seconds > 86400

    Except: 0 and 1, which ask whether it has ever happened.
    """
    for comparison in comparisons(query, facts):
        series = facts.series(query, comparison.compared)
        bound = facts.series(query, comparison.bound).constant
        if bound is None or series.unit is None:
            continue
        if not surely_point(query, comparison.compared, facts):
            continue
        if 1 < abs(bound) * series.unit.scale < A_DATE:
            names = listed(dict.fromkeys(origin.name for origin in series.origins))
            yield Finding(
                f"{names or 'this'} is a point in time, counted from 1970, and "
                f"{comparison.words} compares it with a duration",
                query.at(comparison.span),
                "subtract it from `time()` first",
            )
