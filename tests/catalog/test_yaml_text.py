"""Catalogs as YAML that people read and change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.catalog.bundled import bundled_names, load_bundled
from frontierkit.catalog.plain import in_words_of_the_format
from frontierkit.catalog.read import catalog_from_text
from frontierkit.catalog.yaml_text import render

SCALARS = (
    st.text()
    | st.booleans()
    | st.none()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
)
TRICKY = """no|on|y|null|~|1.10|0x10|1_000|1:30|2024-01-01|- a|a: b|a #b|'q'|"d"|*a|&a|!t|%d|@x|
`b`|{a}|[a]|a, b|a:|:a|.5|1e3|0.33.0|0.6.6.post1|vllm:x|=|<<|?|é|a\tb|\x07|\ufeff|\u2028"""


@pytest.mark.parametrize("name", bundled_names())
def test_a_catalog_comes_back_as_it_was(name: str) -> None:
    catalog = load_bundled(name)

    text = render(in_words_of_the_format(catalog))

    assert catalog_from_text(text, Path(f"{name}.yaml")) == catalog
    assert yaml.safe_load(text) == in_words_of_the_format(catalog)


@pytest.mark.parametrize("text", TRICKY.replace("\n", "").split("|"))
def test_text_stays_text(text: str) -> None:
    data = {"version": text, "families": [{"name": text, "labels": {"a": [text]}}], "notes": [text]}

    assert yaml.safe_load(render(data)) == data


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["a", "notes", "port"]), SCALARS | st.lists(SCALARS)))
def test_anything_comes_back(data: dict[str, Any]) -> None:
    assert yaml.safe_load(render(data)) == (data or None)


def test_a_family_takes_one_line_if_it_fits() -> None:
    short = {"name": "up", "type": "gauge", "labels": {}}
    long = {"name": "x", "type": "gauge", "buckets": [0.005, 1.0, 1e-05], "note": "y" * 140}

    assert render({"port": 9090, "families": [short, long]}) == (
        "port: 9090\n"
        "families:\n"
        "- {name: up, type: gauge, labels: {}}\n"
        "- name: x\n"
        "  type: gauge\n"
        "  buckets: [0.005, 1, 1.0e-05]\n"
        f"  note: {'y' * 140}\n"
    )
