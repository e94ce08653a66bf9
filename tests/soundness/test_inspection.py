"""What `inspect` prints is what Prometheus answers, literally; and no text makes it stumble."""

from __future__ import annotations

import json
import math
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.analysis.inspection import inspect
from frontierkit.reporting.inspection import as_json_line, as_text
from tests.analysis.worlds import facts, query, world
from tests.soundness.data import NOW, exposed
from tests.soundness.expressions import Maker
from tests.soundness.storage import Answer, programs, storage
from tests.soundness.test_soundness import TOLERANCE

KEYS = {
    "expr",
    "type",
    "unit",
    "labels",
    "other_labels",
    "range",
    "nan",
    "integral",
    "empty",
    "why",
}
DATA = exposed(Random(7))
KNOWN = facts(world(*DATA.families, target={"job": ("j", "k"), "instance": None}))


def told(expr: str) -> dict[str, Any]:
    inspection = inspect(query(expr), KNOWN)
    assert as_text(inspection).endswith("\n")
    line = as_json_line(inspection)
    assert line.count("\n") == 1
    found: dict[str, Any] = json.loads(line)
    assert set(found) in (KEYS, {"expr", "error"})
    return found


@pytest.mark.skipif(programs() is None, reason="needs prometheus and promtool")
def test_prometheus_never_contradicts_it(tmp_path: Path) -> None:
    random = Random(7)
    wrong: list[str] = []
    with storage(tmp_path, DATA.text) as prometheus:
        maker = Maker(random, DATA.families)
        for _ in range(200):
            expr = maker.expression(random.randint(0, 3))
            claims = told(expr)
            wrong += (f"{expr}: {why}" for why in _wrong(claims, prometheus.ask(expr, NOW)))

    assert not wrong, "\n".join(wrong)


def _wrong(claims: dict[str, Any], answer: Answer) -> list[str]:
    if answer.type == "error":
        return []
    if answer.type == "scalar":
        return _wrong_value(claims, float(answer.result[1]))
    wrong = []
    if claims["empty"] == ("never" if not answer.result else "always"):
        wrong.append(f"empty: {claims['empty']}, but {answer.result}")
    for sample in answer.result:
        named: dict[str, Any] = claims["labels"]
        for name, value in sample["metric"].items():
            label = named.get(name, {"presence": claims["other_labels"], "values": None})
            if label["presence"] == "never" or value not in (label["values"] or [value]):
                wrong.append(f"{name}={value}, but {label}")
        lacking = [n for n, k in named.items() if k["presence"] == "always"]
        wrong += [f"lacks {name}" for name in lacking if name not in sample["metric"]]
        wrong += _wrong_value(claims, float(sample["value"][1]))
    return wrong


def _wrong_value(claims: dict[str, Any], value: float) -> list[str]:
    if math.isnan(value):
        return [] if claims["nan"] else ["is NaN"]
    low, high = (claims["range"][side] for side in ("low", "high"))
    slack = 0.0 if math.isinf(value) else TOLERANCE * max(1.0, abs(value))
    fits = (low is None or low - slack <= value) and (high is None or value <= high + slack)
    whole = not claims["integral"] or math.isinf(value) or value.is_integer()
    return [] if fits and whole else [f"{value}, but {claims['range']}, {claims['integral']}"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | st.text("(){}[]\"'=~!,:@$. \n\tabmsu015", max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    assert told(text)["expr"] == text


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 200), st.text('(){}[]"=$,~ or', max_size=3))
def test_any_damaged_expression_has_an_answer(seed: int, at: int, damage: str) -> None:
    random = Random(seed)
    expr = Maker(random, DATA.families, modern=True).expression(random.randint(0, 4))

    assert told(expr[:at] + damage + expr[at + len(damage) :])
