"""Finds matches of which a side may have several series for one of the other."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of
from frontierkit.analysis.reasons import because_of_operator, span_of
from frontierkit.analysis.series import Series
from frontierkit.analysis.uniqueness import telling_apart
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql import VECTOR
from frontierkit.promql.nodes import Binary
from frontierkit.text import listed

SETS = frozenset(("and", "or", "unless"))


@check("join/many_to_many", on=Query, per_text=True, severity=Severity.WARNING, profile="strict")
def many_to_many(query: Query, facts: Facts) -> Iterator[Finding]:
    """A side of a match that must have one series has several with the same matched labels.

    Prometheus then fails: "found duplicate series for the match group", or "many-to-many matching
    not allowed: matching labels must be unique on one side".

    Bad:
        requests_total / on (job) workers

    Good:
        requests_total / on (job) group_left sum by (job) (workers)

    Except: labels whose values no catalog lists: they may follow from those that are matched.
    """
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Binary) or node.op in SETS or node.matching is None:
            continue
        left, right = facts.series(query, node.lhs), facts.series(query, node.rhs)
        if left.kind != VECTOR or right.kind != VECTOR or _empty(left, right):
            continue
        for side, series, wanted in (("left", left, node.lhs), ("right", right, node.rhs)):
            clause = clause_of(node)
            if side in MANY.get(clause.card, ()) or not clause.on:
                continue
            apart = telling_apart(series, clause)
            if apart:
                why = because_of_operator("matched", node)
                yield Finding(
                    f"the {side} side has several series for the same "
                    f"{listed(clause.names) or 'empty set of labels'}: they differ by "
                    f"{listed(apart)}",
                    query.at(why.span),
                    "aggregate that side by the matched labels"
                    + (", or match by more of them" if clause.card == "one-to-one" else ""),
                    (Related("this side", query.at(span_of(wanted))),),
                )
                break


MANY = {"many-to-one": ("left",), "one-to-many": ("right",)}
"""By cardinality: the sides that may have several series."""


def _empty(left: Series, right: Series) -> bool:
    return Presence.ALWAYS in (left.empty, right.empty)
