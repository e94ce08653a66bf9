"""What a catalog says of one label."""

from __future__ import annotations

import pytest

from frontierkit.catalog.labels import ANY, LabelSpec


@pytest.mark.parametrize(
    ("spec", "always"),
    [
        (ANY, False),
        (LabelSpec(values=("get", "put")), True),
        (LabelSpec(values=("get", "")), False),
        (LabelSpec(regex="[0-9]+"), True),
        (LabelSpec(regex="[0-9]*"), False),
        (LabelSpec(regex="([1-5][0-9]{2})?"), False),
    ],
)
def test_a_label_is_always_there_if_none_of_its_known_values_is_empty(
    spec: LabelSpec, always: bool
) -> None:
    assert spec.always is always


@pytest.mark.parametrize(
    ("spec", "value", "admitted"),
    [
        (ANY, "x", None),
        (LabelSpec(values=("get",)), "get", True),
        (LabelSpec(values=("get",)), "GET", False),
        (LabelSpec(regex="[1-5]xx"), "2xx", True),
        (LabelSpec(regex="[1-5]xx"), "200", False),
        (LabelSpec(regex="a|b"), "ab", False),
        (LabelSpec(regex="a.b"), "a\nb", True),
    ],
)
def test_a_value_is_admitted_refused_or_not_known(
    spec: LabelSpec, value: str, admitted: bool | None
) -> None:
    assert spec.admits(value) is admitted
