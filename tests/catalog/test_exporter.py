"""What an exporter exposes as of one release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.labels import ANY, LabelSpec

CODE = {"code": LabelSpec(regex="[1-5][0-9]{2}")}
CATALOG = ExporterCatalog(
    name="shop",
    exporter="example/shop",
    version="3.0",
    source="shop.go",
    versions=("1.0", "2.0", "3.0"),
    as_of="3.0",
    exhaustive=("shop_",),
    history=(
        Family("shop_up", "gauge", labels={}),
        Family("shop_requests_total", "counter", labels={}, until="2.0"),
        Family("shop_requests_total", "counter", labels=CODE, since="2.0"),
        Family("shop_seconds", "histogram", labels=CODE, buckets=(1.0, 5.0), since="3.0"),
        Family("shop_load", "summary", labels={"kind": ANY}, until="3.0"),
        Family("shop_ghost", "gauge", exported=False),
    ),
)


@pytest.mark.parametrize(
    ("version", "names"),
    [
        ("1.0", ["shop_up", "shop_requests_total", "shop_load"]),
        ("1.5", ["shop_up", "shop_requests_total", "shop_requests_total", "shop_load"]),
        ("v2.0", ["shop_up", "shop_requests_total", "shop_load"]),
        ("2.5", ["shop_up", "shop_requests_total", "shop_seconds", "shop_load"]),
        ("3.0", ["shop_up", "shop_requests_total", "shop_seconds"]),
        ("4.0", ["shop_up", "shop_requests_total", "shop_seconds"]),
        ("0.9", ["shop_up", "shop_requests_total", "shop_load"]),
    ],
)
def test_families_are_those_that_the_release_has_or_may_have(
    version: str, names: list[str]
) -> None:
    assert [family.name for family in CATALOG.at_version(version).families] == names


def test_in_any_release_has_the_families_of_all() -> None:
    any_release = CATALOG.in_any_release()

    assert len(any_release.families) == 5
    assert any_release.covered
    assert any_release.family("shop_seconds")[0].labels == CODE


def test_between_two_releases_both_variants_are_found() -> None:
    found = CATALOG.at_version("1.5").find("shop_requests_total")

    assert [entry.family.labels for entry in found] == [{}, CODE]


@pytest.mark.parametrize("version", ["4.0", "0.9", "nightly"])
def test_outside_of_the_compared_releases_labels_and_bounds_are_open(version: str) -> None:
    catalog = CATALOG.at_version(version)

    assert not catalog.covered
    assert not catalog.vouches_for("shop_anything")
    assert {family.labels for family in catalog.families} == {None}
    assert {family.buckets for family in catalog.families} == {None}


def test_find_gives_the_family_and_what_the_series_holds() -> None:
    (bucket,) = CATALOG.find("shop_seconds_bucket")

    assert (bucket.family.name, bucket.role) == ("shop_seconds", "bucket")
    assert CATALOG.find("shop_seconds") == ()
    assert CATALOG.find("shop_ghost") == ()
    assert CATALOG.family("shop_seconds") == (bucket.family,)


def test_it_vouches_for_its_prefixes_or_for_everything() -> None:
    complete = replace(CATALOG, exhaustive=(), complete=True)

    assert CATALOG.vouches_for("shop_nothing")
    assert not CATALOG.vouches_for("shopping_total")
    assert CATALOG.exhaustive_prefix("shop_nothing") == "shop_"
    assert complete.vouches_for("shopping_total")
    assert complete.exhaustive_prefix("shopping_total") is None


def test_a_catalog_of_one_release_knows_no_other() -> None:
    single = replace(CATALOG, versions=(), version="f4288031", as_of="f4288031", history=())

    assert single.covered
    assert not single.at_version("0.2.0").covered
