"""Finds sums, differences and comparisons of units of one kind and different size."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.mixed_units import OPERATORS, mixtures
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("unit/mixed_scales", on=Query, per_text=True, when=OPERATORS, severity=Severity.ERROR)
def mixed_scales(query: Query, facts: Facts) -> Iterator[Finding]:
    """Seconds are compared with milliseconds, bytes with mebibytes, a ratio with a percentage.

    Each side is right on its own, and together they are wrong by a factor of hundred or a million:
    the comparison always turns out the same way, and the sum is but one of its terms.

    Bad:
        cache_mebibytes > limit_bytes

    Good:
        cache_mebibytes * 1024 * 1024 > limit_bytes

    Except: what is multiplied by a number that is no conversion.
    """
    for mixture in mixtures(query, facts):
        if mixture.kind == "scale":
            left, right = mixture.left, mixture.right
            node = mixture.node
            yield Finding(
                f"`{node.op}` between `{left.word}`{why_unit(query, facts, node.lhs)} and "
                f"`{right.word}`{why_unit(query, facts, node.rhs)}",
                query.at(mixture.span),
                f"multiply the left side by {left.scale / right.scale:g}",
            )
