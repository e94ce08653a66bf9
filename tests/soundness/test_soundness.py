"""What the analysis claims of an expression holds for every result that Prometheus gives."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random
from typing import Any

import pytest

from frontierkit.analysis.interval import Interval
from frontierkit.analysis.series import Series
from frontierkit.labels import Presence
from tests.analysis.worlds import facts, query, world
from tests.soundness.data import NOW, exposed
from tests.soundness.expressions import Maker
from tests.soundness.storage import Answer, programs, storage

TOLERANCE = 1e-9
"""Sums and averages are rounded in their last digits."""

needs_prometheus = pytest.mark.skipif(programs() is None, reason="needs prometheus and promtool")


@needs_prometheus
@pytest.mark.parametrize("seed", range(2))
def test_no_result_contradicts_the_analysis(seed: int, tmp_path: Path) -> None:
    judge(seed, 200, tmp_path)


@needs_prometheus
@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 140))
def test_no_result_contradicts_the_analysis_at_length(seed: int, tmp_path: Path) -> None:
    judge(seed, 500, tmp_path)


def judge(seed: int, count: int, folder: Path) -> None:
    """Evaluate expressions over one random catalog; at least half of them have a result."""
    random = Random(seed)
    data = exposed(random)
    target = {"job": ("j", "k"), "instance": None}
    known = facts(world(*data.families, target=target))
    wrong: list[str] = []
    answered = bounded = 0
    emptiness: set[Presence] = set()
    with storage(folder, data.text) as prometheus:
        modern = prometheus.ask("limitk(1, up)", NOW).type != "error"
        maker = Maker(random, data.families, modern)
        for _ in range(count):
            expression = maker.expression(random.randint(0, 4))
            answer = prometheus.ask(expression, NOW)
            answered += answer.type != "error"
            claims = known.series(query(expression))
            emptiness.add(claims.empty)
            bounded += claims.range.bottom > -math.inf or claims.range.top < math.inf
            wrong += (f"{expression}\n  {why}" for why in contradictions(claims, answer))

    assert not wrong, "\n".join(wrong[:10])
    assert answered >= count / 2
    assert bounded >= count / 5 and emptiness == set(Presence), "too little is claimed"


def contradictions(claims: Series, answer: Answer) -> list[str]:
    """Return what of the claims a result contradicts."""
    if answer.type == "error":
        return []
    if answer.type == "scalar":
        return _of_value(claims, answer.result[1])
    wrong: list[str] = []
    if claims.empty is Presence.ALWAYS and answer.result:
        why = claims.why_empty.text if claims.why_empty else ""
        wrong.append(f"is always empty ({why}), but has {answer.result[0]['metric']}")
    if claims.empty is Presence.NEVER and not answer.result:
        wrong.append("is never empty, but it is")
    for sample in answer.result:
        wrong += _of_labels(claims, sample["metric"])
        if "value" in sample:
            wrong += _of_value(claims, sample["value"][1])
    return wrong


def _of_labels(claims: Series, labels: dict[str, str]) -> list[str]:
    wrong = []
    if claims.names is not None and labels.get("__name__", "") not in claims.names:
        wrong.append(f"is called {sorted(claims.names)}, but also {labels.get('__name__')}")
    plain = {name: value for name, value in labels.items() if name != "__name__"}
    for name, value in plain.items():
        label = claims.labels.get(name)
        if label.presence is Presence.NEVER:
            wrong.append(f"never has {name}, but {value!r}: {labels}")
        elif label.values.finite is not None and value not in label.values.finite:
            wrong.append(f"has {name} of {sorted(label.values.finite)}, but {value!r}")
        elif value in label.values.excluded:
            wrong.append(f"has {name} that is not {value!r}, but it is")
    for name, label in claims.labels.named.items():
        if label.presence is Presence.ALWAYS and name not in plain:
            wrong.append(f"always has {name}, but not {labels}")
    return wrong


def _of_value(claims: Series, text: Any) -> list[str]:
    value = float(text)
    if _holds(claims.range, value):
        return []
    return [f"is within {claims.range} (NaN: {claims.range.nan}), but {value!r}"]


def _holds(range: Interval, value: float) -> bool:
    if math.isnan(value) or range.vacant:
        return range.nan and math.isnan(value)
    if range.integral and math.isfinite(value) and not value.is_integer():
        return False
    slack = 0.0 if math.isinf(value) else TOLERANCE * max(1.0, abs(value))
    return range.bottom - slack <= value <= range.top + slack
