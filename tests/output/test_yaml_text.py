"""YAML text reads back as what it was given, and looks as a person would write it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from frontierkit.output import as_yaml

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab \n\t:#-'\"|>&*{}[]%@1.e")
SCALARS = (
    TEXT
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["on", "No", "1e3", "0x1F", "1:30", "~", "<<", "=", "12e+3", "2026-01-01"])
)
PAYLOADS = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=12
)


@given(st.lists(PAYLOADS) | st.dictionaries(TEXT, PAYLOADS))
@example(["a\n b\n", "a\n\nb", "a\n", "\na", " a\nb", "a \nb", "a\n\n", "\x85a\nb", "#\na"])
@example([1e-05, 1e16, 1.5, 2.0, float("inf"), float("-inf")])
@example([[["a", {"b": []}], {}], {"c": {"d": {"e": None}}}])
def test_it_reads_back_as_what_it_was_given(payload: list[object] | dict[str, object]) -> None:
    assert yaml.safe_load(as_yaml(payload)) == payload


def test_it_looks_as_a_person_would_write_it() -> None:
    rule = {
        "alert": "EngineDown",
        "expr": 'sum by (job) (\n  up{job="vllm"}\n) == 0',
        "for": "5m",
        "labels": {"severity": "critical", "on": "on", "level": "1"},
        "annotations": {"summary": "{{ $labels.job }} is down", "empty": ""},
    }

    text = as_yaml({"groups": [{"name": "engines", "rules": [rule]}], "limit": 0, "none": []})

    assert text == (
        "groups:\n"
        "  - name: engines\n"
        "    rules:\n"
        "      - alert: EngineDown\n"
        "        expr: |-\n"
        "          sum by (job) (\n"
        '            up{job="vllm"}\n'
        "          ) == 0\n"
        "        for: 5m\n"
        "        labels:\n"
        "          severity: critical\n"
        '          "on": "on"\n'
        '          level: "1"\n'
        "        annotations:\n"
        '          summary: "{{ $labels.job }} is down"\n'
        '          empty: ""\n'
        "limit: 0\n"
        "none: []\n"
    )


def test_the_same_object_twice_is_no_alias() -> None:
    shared = {"a": "b"}

    assert as_yaml([shared, shared]) == "- a: b\n- a: b\n"


@pytest.mark.parametrize("payload", [[object()], {1: 2}, [{3}]])
def test_what_yaml_does_not_know_is_refused(payload: list[object]) -> None:
    with pytest.raises(TypeError):
        as_yaml(payload)
