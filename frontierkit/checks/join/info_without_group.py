"""Finds products with an info metric that bring none of its labels."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.matching import clause_of
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Binary
from frontierkit.text import listed


@check(
    "join/info_without_group", on=Query, per_text=True, severity=Severity.WARNING, profile="strict"
)
def info_without_group(query: Query, facts: Facts) -> Iterator[Finding]:
    """A product with an info metric takes labels away in place of adding some.

    Without `group_left` the result has only the labels of `on`: those of the left side are lost,
    those of the info metric are not brought. And it fails where the left side has two series.

    Bad:
        requests_total * on (instance) build_info

    Good:
        requests_total * on (instance) group_left (version) build_info

    Except: `and on (…)`, which keeps all labels of the left side.
    """
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Binary) or node.op != "*" or node.matching is None:
            continue
        clause = clause_of(node)
        if not clause.on or clause.card != "one-to-one":
            continue
        sides = [facts.series(query, node.lhs), facts.series(query, node.rhs)]
        info = next((side for side in sides if side.type == "info"), None)
        if info is None or Presence.ALWAYS in (sides[0].empty, sides[1].empty):
            continue
        other = sides[1] if info is sides[0] else sides[0]
        lost = [name for name in other.labels.possible() if name not in clause.names]
        if lost:
            name = listed(sorted({origin.name for origin in info.origins})) or "the info metric"
            yield Finding(
                f"the product with {name} keeps only {listed(clause.names)}, and loses "
                f"{listed(lost[:4])}",
                query.at(because_of_operator("", node).span),
                f"write `group_left (…)`, with the labels of {name} that are wanted",
            )
