"""Finds zeros without labels that are added beside series with labels."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.series import Series
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query, Role
from frontierkit.promql import VECTOR
from frontierkit.promql.nodes import Binary, Call
from frontierkit.text import listed


@check("join/stray_zero", on=Query, per_text=True, when=("or",), severity=Severity.WARNING)
def stray_zero(query: Query, facts: Facts) -> Iterator[Finding]:
    """A panel adds `or vector(…)` to series that have labels.

    `or` adds what has no equal on its left side. `vector(0)` has no labels, so it is equal to
    none of the series there, and is always added: a line without a name beside all the others, a
    wrong minimum; not a zero for each series that is missing.

    Bad:
        sum by (path) (rate(requests_total[5m])) or vector(0)

    Good:
        sum(rate(requests_total[5m])) or vector(0)

    Except: `or on () vector(0)`, which is added only if there is no series at all; and alerts, of
    which a series without labels can be a part on purpose.
    """
    if query.role is not Role.PANEL:
        return
    for node in facts.syntax(query).nodes:
        if isinstance(node, Binary) and node.op == "or" and node.matching is None:
            right = bare(node.rhs)
            if isinstance(right, Call) and right.name == "vector":
                left = facts.series(query, node.lhs)
                labels = _labels(left)
                if left.kind == VECTOR and labels:
                    yield Finding(
                        f"`{right.name}(…)` is added as a series of its own beside those "
                        f"with {listed(labels)}",
                        query.at(span_of(node.rhs)),
                        "write `or on () vector(0)`, or drop the labels on the left side",
                        (Related("series with labels", query.at(span_of(node.lhs))),),
                    )


def _labels(left: Series) -> list[str]:
    """Return labels that the series of every branch are known to have, or to be grouped by."""
    if left.empty is Presence.ALWAYS:
        return []
    named = [set(branch.labels.possible()) for branch in left.branches]
    return sorted(set.intersection(*named)) if named else []
