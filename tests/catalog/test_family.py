"""The series that a family is made of."""

from __future__ import annotations

import pytest

from frontierkit.catalog.family import Family, FamilyType, Role, base_names


@pytest.mark.parametrize(
    ("kind", "series"),
    [
        ("counter", ("x",)),
        ("gauge", ("x",)),
        ("info", ("x",)),
        ("unknown", ("x",)),
        ("histogram", ("x_bucket", "x_sum", "x_count")),
        ("summary", ("x", "x_sum", "x_count")),
    ],
)
def test_series_are_named_after_the_type(kind: FamilyType, series: tuple[str, ...]) -> None:
    assert Family("x", kind).series_names() == series


@pytest.mark.parametrize(
    ("kind", "name", "role"),
    [
        ("histogram", "x_bucket", "bucket"),
        ("histogram", "x_count", "count"),
        ("histogram", "x", None),
        ("summary", "x", "quantile"),
        ("summary", "x_sum", "sum"),
        ("summary", "x_bucket", None),
        ("counter", "x", "value"),
        ("counter", "x_total", None),
        ("gauge", "y", None),
    ],
)
def test_a_series_has_one_role_or_is_none_of_the_family(
    kind: FamilyType, name: str, role: Role | None
) -> None:
    assert Family("x", kind).role_of(name) == role


def test_a_series_can_belong_to_families_with_and_without_its_suffix() -> None:
    assert base_names("requests_count") == ("requests_count", "requests")
    assert base_names("requests") == ("requests",)
