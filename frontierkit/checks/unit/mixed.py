"""Finds sums, differences and comparisons of what is measured differently."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.mixed_units import OPERATORS, Mixture, mixtures
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("unit/mixed", on=Query, per_text=True, when=OPERATORS, severity=Severity.ERROR)
def mixed(query: Query, facts: Facts) -> Iterator[Finding]:
    """Two quantities of different dimensions are added, subtracted or compared.

    Bytes are no seconds: the sum means nothing, and the comparison is decided by the units alone.
    Mostly a `rate` is missing on one side, or one metric was taken for another.

    Bad:
        heap_bytes > rate(allocated_bytes_total[5m])

    Good:
        heap_bytes > limit_bytes

    Except: a point in time less a duration, and what is multiplied by a number, which may change
    the unit.
    """
    for mixture in mixtures(query, facts):
        if mixture.kind == "dimension":
            yield Finding(
                f"`{mixture.node.op}` between {_side(mixture, query, facts, left=True)} and "
                f"{_side(mixture, query, facts, left=False)}, which are no units of one kind",
                query.at(mixture.span),
                "bring both sides to one unit, or leave one of them out",
            )


def _side(mixture: Mixture, query: Query, facts: Facts, *, left: bool) -> str:
    unit = mixture.left if left else mixture.right
    node = mixture.node.lhs if left else mixture.node.rhs
    return f"`{unit.word}`{why_unit(query, facts, node)}"
