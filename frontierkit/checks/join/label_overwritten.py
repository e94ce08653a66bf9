"""Finds labels that `group_left` replaces by those of the other side."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Binary


@check(
    "join/label_overwritten", on=Query, per_text=True, severity=Severity.WARNING, profile="strict"
)
def label_overwritten(query: Query, facts: Facts) -> Iterator[Finding]:
    """`group_left` brings a label that the side with many series has already.

    The own label is replaced. Where it was all that told two series apart the query fails:
    "multiple matches for labels: grouping labels must ensure unique matches".

    Bad:
        requests_total * on (instance) group_left (version) build_info

    Good:
        requests_total * on (instance) group_left (revision) build_info

    Except: labels that are matched by, and so are the same on both sides.
    """
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Binary) or node.matching is None or node.matching.include is None:
            continue
        clause = clause_of(node)
        many = facts.series(query, node.lhs if clause.card == "many-to-one" else node.rhs)
        for label in node.matching.include.names:
            known = many.label(label.name)
            has = many.known and label.name in many.labels.named
            if has and known.presence is not Presence.NEVER and label.name not in clause.names:
                yield Finding(
                    f"`{label.name}` of the side with many series is replaced by that of the "
                    "other side",
                    query.at(span_of(label)),
                    f"leave `{label.name}` out, or keep the own one by another name with "
                    "`label_replace`",
                )
