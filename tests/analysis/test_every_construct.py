"""Nothing that any release of Prometheus knew is left out, and nothing makes the analysis fail."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from frontierkit.analysis.aggregation import AGGREGATIONS, SELECTING
from frontierkit.analysis.functions import FUNCTIONS
from frontierkit.analysis.ranges import OPERATIONS
from frontierkit.analysis.series import TYPES
from frontierkit.promql import AGGREGATORS
from frontierkit.promql import FUNCTIONS as SIGNATURES
from tests.analysis.worlds import dashboard, facts, family, query, variable, world

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", Path(__file__).parents[3] / "shared"))
EXPRESSIONS = SHARED / "facts" / "promql"


def test_every_function_has_a_transfer() -> None:
    assert FUNCTIONS.keys() == SIGNATURES.keys()


def test_every_aggregation_has_a_transfer() -> None:
    assert AGGREGATIONS.keys() | SELECTING | {"count_values"} == AGGREGATORS.keys()


def test_every_arithmetic_operator_has_ranges() -> None:
    assert OPERATIONS.keys() == {"+", "-", "*", "/", "%", "^", "atan2"}


@pytest.mark.skipif(not EXPRESSIONS.is_dir(), reason=f"needs {EXPRESSIONS}")
@pytest.mark.parametrize("file", ["oracle.jsonl", "mutants.jsonl"])
def test_no_expression_makes_the_analysis_fail(file: str) -> None:
    known = facts(world(family("foo", "counter", "bytes", {"bar": ("1", "2")})))
    owner = dashboard(variable("v", values=("1",)))
    types = set()
    for line in (EXPRESSIONS / file).read_text(encoding="utf-8").splitlines()[::5]:
        for place in (None, owner):
            asked = query(json.loads(line)["expr"], place)
            types.add(known.series(asked).type)
            known.uses(asked)
            for selector in known.selectors(asked):
                known.existence(selector)

    assert types <= TYPES.keys()
