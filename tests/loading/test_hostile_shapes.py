"""No shape of a YAML file makes a lift raise, and every finding about it has a place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.loading.collected import Collected
from frontierkit.loading.documents import read_documents
from frontierkit.loading.kinds import Kind, kind_of
from frontierkit.loading.kubernetes import unpack
from frontierkit.loading.lift import JUDGED, lift
from frontierkit.loading.source_text import SourceText, Unreadable
from tests.loading import test_alertmanager, test_compose, test_prometheus, test_rules

RULE_OBJECT = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "spec": yaml.safe_load(test_rules.GOOD),
}
STARTS: dict[str, Any] = {
    "rules": yaml.safe_load(test_rules.GOOD),
    "prometheus": yaml.safe_load(test_prometheus.GOOD),
    "alertmanager": yaml.safe_load(test_alertmanager.GOOD),
    "compose": yaml.safe_load(test_compose.TEXT),
    "rule object": RULE_OBJECT,
    "list": {"apiVersion": "v1", "kind": "List", "items": [RULE_OBJECT, RULE_OBJECT]},
    "config map": {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "m"},
        "data": {"a.yml": test_rules.GOOD, "b.json": '{"title": "t", "panels": [{}]}'},
    },
    "datasources": {
        "apiVersion": 1,
        "datasources": [{"name": "a", "type": "loki", "jsonData": {"x": [{"datasourceUid": "b"}]}}],
    },
    "grafana alerts": {
        "apiVersion": 1,
        "groups": [
            {"rules": [{"title": "t", "data": [{"datasourceUid": "p", "model": {"expr": "up"}}]}]}
        ],
    },
    "rule tests": {
        "rule_files": ["a"],
        "tests": [
            {
                "input_series": [{"series": "up", "values": "1"}],
                "alert_rule_test": [
                    {
                        "eval_time": "1m",
                        "alertname": "A",
                        "exp_alerts": [{"exp_labels": {"a": "b"}}],
                    }
                ],
            }
        ],
    },
}
ODD: list[Any] = [
    None,
    True,
    0,
    -1.5,
    "",
    "$x",
    "{{ a }}",
    [],
    {},
    [None],
    [[]],
    {"a": None},
    {"": {"b": [1]}},
]


def replaced(value: Any, choose: Any) -> Any:
    """Return `value` with something, somewhere, replaced."""
    if not isinstance(value, dict | list) or not value or choose(st.integers(0, 4)) == 0:
        return choose(st.sampled_from(ODD))
    at = choose(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at] = replaced(value[at], choose)
    return copy


@pytest.mark.parametrize("start", STARTS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_shape_makes_a_lift_raise(start: str, data: st.DataObject) -> None:
    value = replaced(replaced(STARTS[start], data.draw), data.draw)

    collected = lifted(yaml.safe_dump(value))

    for diagnostic in collected.diagnostics:
        assert diagnostic.finding.at.position.line >= 1
        assert diagnostic.finding.message


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_damage_to_a_text_makes_reading_raise(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([test_rules.GOOD, test_prometheus.GOOD, test_compose.TEXT]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        noise = data.draw(
            st.text(st.sampled_from(list("[]{}:,&*!|>'\"%@`\t\n #-?<~é\x00")), max_size=3)
        )
        text = text[:at] + noise + text[at + data.draw(st.integers(0, 3)) :]
        text = text or "x"

    try:
        collected = lifted(text)
    except Unreadable as error:
        assert error.message and 0 <= error.index <= len(text)
    else:
        for diagnostic in collected.diagnostics:
            assert diagnostic.finding.at.position.line >= 1


@given(st.recursive(st.sampled_from(ODD), lambda x: st.dictionaries(st.text(), x) | st.lists(x)))
@settings(max_examples=100, deadline=None)
def test_everything_is_of_some_kind(value: object) -> None:
    assert isinstance(kind_of(value), Kind)


def lifted(text: str) -> Collected:
    collected = Collected()
    for document in read_documents(SourceText("some.yml", text), "some.yml").documents:
        for inner in unpack(document, collected):
            if inner.kind in JUDGED:
                lift(inner, collected)
    return collected
