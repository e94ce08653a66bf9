"""JSON text is deterministic, readable, and says exactly what it was given."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontierkit.output import as_json

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
PAYLOADS = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=9), inner)
)


def backwards(value: object) -> object:
    """Return an equal payload whose mappings were filled in the opposite order."""
    if isinstance(value, Mapping):
        return {key: backwards(value[key]) for key in reversed(list(value))}
    return [backwards(item) for item in value] if isinstance(value, list) else value


@given(PAYLOADS)
def test_it_says_what_it_was_given(payload: object) -> None:
    assert json.loads(as_json(payload)) == payload


@given(PAYLOADS)
def test_equal_payloads_are_equal_bytes(payload: object) -> None:
    assert as_json(backwards(payload)) == as_json(payload)


def test_short_things_stay_on_a_line() -> None:
    payload = {"title": "Requests", "gridPos": {"w": 12, "h": 8.0}, "panels": [{"a": [1]}], "x": {}}

    assert as_json(payload) == (
        "{\n"
        '  "gridPos": {"h": 8, "w": 12},\n'
        '  "panels": [\n'
        "    {\n"
        '      "a": [1]\n'
        "    }\n"
        "  ],\n"
        '  "title": "Requests",\n'
        '  "x": {}\n'
        "}\n"
    )


def test_long_lists_are_an_item_a_line() -> None:
    assert as_json(["x" * 60, "y" * 60]).count("\n") == 4


@pytest.mark.parametrize("payload", [float("nan"), float("inf"), {1: 2}, object(), {"a": {3}}])
def test_what_json_does_not_know_is_refused(payload: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        as_json(payload)
