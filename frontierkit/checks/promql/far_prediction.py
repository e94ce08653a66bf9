"""Finds predictions that reach much further than what they are made from."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql.nodes import Call, Matrix, Subquery
from frontierkit.text import Span

MOST_WINDOWS = 12


@check(
    "promql/far_prediction",
    on=Query,
    per_text=True,
    when=("predict_linear",),
    severity=Severity.INFO,
    profile="strict",
)
def far_prediction(query: Query, facts: Facts) -> Iterator[Finding]:
    """`predict_linear` looks much further ahead than it looks back.

    A line through one hour says little of the next four days: what was written in that hour is
    multiplied by a hundred, and the alert comes and goes with every backup.

    Bad:
        predict_linear(free_bytes[1h], 4 * 86400) < 0

    Good:
        predict_linear(free_bytes[1d], 4 * 86400) < 0
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name == "predict_linear" and len(node.args) > 1:
            window = _window(node.args[0])
            ahead = facts.series(query, node.args[1]).constant
            if window and ahead is not None and ahead > MOST_WINDOWS * window:
                yield Finding(
                    f"this predicts {ahead / window:.0f} times as far as it looks back",
                    query.at(Span(node.start, node.name_end)),
                    "look back over a longer window",
                )


def _window(node: Node) -> float | None:
    return node.range.value if isinstance(node, Matrix | Subquery) else None
