"""The parser says what Prometheus 3.14 says: verdict, type, spans, and where it complains."""

from __future__ import annotations

from typing import Any

import pytest

from frontierkit import promql
from frontierkit.promql import FLAGS, Dialect, Node, parse
from tests.promql.material import lines, needs_material

pytestmark = needs_material

STABLE = Dialect()
EXPERIMENTAL = Dialect(features=FLAGS)

KINDS: dict[type[Node], str] = {
    promql.Number: "NumberLiteral",
    promql.String: "StringLiteral",
    promql.Selector: "VectorSelector",
    promql.Matrix: "MatrixSelector",
    promql.Subquery: "SubqueryExpr",
    promql.Binary: "BinaryExpr",
    promql.Unary: "UnaryExpr",
    promql.Paren: "ParenExpr",
    promql.Aggregate: "AggregateExpr",
    promql.Call: "Call",
}
TYPES = {
    "vector": promql.VECTOR,
    "scalar": promql.SCALAR,
    "matrix": promql.MATRIX,
    "string": promql.STRING,
}
# Prometheus ends a modifier at the last token it has read, which after a parenthesis is one too
# many: the subquery's span takes in the parenthesis that closes the call around it.
SPANS_READ_TOO_FAR = {
    (
        "sum_over_time(metric1_total[29s+1s:20*500ms]"
        " offset (20*(((((8 - 2) / 3) * 7s) % 4) + 8000ms)))"
    )
}
# Prometheus points at the selector, we at the time that is out of bounds.
POINTED_AT_THE_TIME = {
    "foo @ +Inf",
    "foo @ -Inf",
    "foo @ NaN",
    "foo @ 9223372036854775808.000000",
    "foo @ -9223372036854775808.000000",
}


@pytest.mark.parametrize("file", ["oracle.jsonl", "mutants.jsonl"])
@pytest.mark.parametrize(
    ("column", "dialect"), [("stable", STABLE), ("experimental", EXPERIMENTAL)]
)
def test_verdicts_are_those_of_prometheus(file: str, column: str, dialect: Dialect) -> None:
    entries = lines(file)

    wrong = [
        entry["expr"] for entry in entries if parse(entry["expr"], dialect).ok != entry[column]
    ]

    assert len(entries) > 5000
    assert wrong == []


def test_types_are_those_of_prometheus() -> None:
    wrong = [
        entry["expr"]
        for entry in accepted()
        if expression(entry["expr"]).type != TYPES[entry["type"]]
    ]

    assert wrong == []


def test_spans_are_those_of_prometheus() -> None:
    wrong = {
        entry["expr"] for entry in accepted() if spans(entry["expr"]) != sorted(entry["nodes"])
    }

    assert wrong == SPANS_READ_TOO_FAR


def test_the_first_problem_is_where_prometheus_complains() -> None:
    rejected = [entry for entry in lines("oracle.jsonl") if not entry["experimental"]]

    wrong = {entry["expr"] for entry in rejected if not touches(entry["expr"], *entry["at"])}

    assert len(rejected) > 100
    assert wrong == POINTED_AT_THE_TIME


def accepted() -> list[dict[str, Any]]:
    return [entry for entry in lines("oracle.jsonl") if entry["experimental"]]


def expression(text: str) -> Node:
    found = parse(text, EXPERIMENTAL).expr
    assert found is not None
    return found


def spans(text: str) -> list[list[str | int]]:
    """Our nodes as Prometheus counts them: in bytes, and without those it does not have."""
    return sorted(
        [KINDS[type(node)], offset(text, node.start), offset(text, node.end)]
        for node in expression(text).walk()
        if type(node) in KINDS
    )


def touches(text: str, start: int, end: int) -> bool:
    problem = parse(text, EXPERIMENTAL).problems[0]
    return offset(text, problem.start) <= end and offset(text, problem.end) >= start


def offset(text: str, characters: int) -> int:
    return len(text[:characters].encode())
