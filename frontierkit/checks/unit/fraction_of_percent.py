"""Finds percentages that are compared with a fraction of one."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.comparisons import Comparison, comparisons
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.ranges import FLIPPED
from frontierkit.analysis.units import PERCENT
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check(
    "unit/fraction_of_percent",
    on=Query,
    per_text=True,
    when=FLIPPED,
    severity=Severity.WARNING,
    profile="strict",
)
def fraction_of_percent(query: Query, facts: Facts) -> Iterator[Finding]:
    """A percentage from 0 to 100 is compared with a number between 0 and 1.

    `> 0.9` holds from nine tenths of one per cent on, and so does nearly always. Mostly a ratio was
    expected.

    Bad:
        used_percent > 0.9

    Good:
        used_percent > 90
    """
    for comparison in comparisons(query, facts):
        bound = facts.series(query, comparison.bound).constant
        if bound is not None and 0.1 <= bound < 1 and _percent(comparison, facts):
            yield Finding(
                f"the value is in per cent{why_unit(query, facts, comparison.compared)}, and "
                f"{comparison.words} compares it with less than one",
                query.at(comparison.span),
                f"did you mean {100 * bound:g}?",
            )


def _percent(comparison: Comparison, facts: Facts) -> bool:
    unit = facts.series(comparison.query, comparison.compared).unit
    return unit is not None and unit.dimensionless and unit.sure and unit.same_scale(PERCENT)
