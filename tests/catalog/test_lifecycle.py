"""What became of a name."""

from __future__ import annotations

import pytest

from frontierkit.catalog.bundled import load_bundled
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.lifecycle import lifecycle

CATALOG = ExporterCatalog(
    name="shop",
    exporter="example/shop",
    version="4.0",
    source="shop.go",
    versions=("1.0", "2.0", "3.0", "4.0"),
    as_of="4.0",
    history=(
        Family("a_seconds", "histogram", until="2.0", renamed_to="b_seconds"),
        Family("b_seconds", "histogram", since="2.0", until="4.0", renamed_to="c_seconds"),
        Family("c_seconds", "histogram", since="3.0"),
        Family("d_total", "counter", deprecated="3.0", instead="c_seconds_count"),
        Family("e_total", "counter", since="4.0"),
        Family("ghost", "gauge", exported=False),
        Family("loop_a", "gauge", until="2.0", renamed_to="loop_b"),
        Family("loop_b", "gauge", until="2.0", renamed_to="loop_a"),
    ),
)


@pytest.mark.parametrize(
    ("name", "version", "state", "changed", "renamed_to"),
    [
        ("a_seconds_bucket", "1.0", "current", None, "c_seconds_bucket"),
        ("a_seconds_bucket", "1.5", "unknown", None, None),
        ("a_seconds_bucket", "2.0", "removed", "2.0", "b_seconds_bucket"),
        ("a_seconds_bucket", "4.0", "removed", "2.0", "c_seconds_bucket"),
        ("a_seconds_bucket", "9.0", "removed", "2.0", "c_seconds_bucket"),
        ("a_seconds_bucket", "nightly", "unknown", None, None),
        ("e_total", "3.0", "not yet", "4.0", None),
        ("e_total", "3.5", "unknown", None, None),
        ("e_total", "4.0", "current", None, None),
        ("e_total", "0.1", "not yet", "4.0", None),
        ("ghost", "4.0", "never exported", None, None),
        ("loop_a", "4.0", "removed", "2.0", "loop_b"),
    ],
)
def test_a_name_has_one_state_in_each_release(
    name: str, version: str, state: str, changed: str | None, renamed_to: str | None
) -> None:
    found = lifecycle(CATALOG, name, version)

    assert found is not None
    assert (found.state, found.changed, found.renamed_to) == (state, changed, renamed_to)


def test_a_name_that_was_never_listed_has_no_lifecycle() -> None:
    assert lifecycle(CATALOG, "x_total") is None
    assert lifecycle(CATALOG, "a_seconds") is None


def test_a_deprecation_counts_from_its_release_on() -> None:
    before, after = (lifecycle(CATALOG, "d_total", version) for version in ("2.0", "3.0"))

    assert before is not None
    assert after is not None
    assert (before.deprecated, after.deprecated) == (None, "3.0")
    assert after.instead == "c_seconds_count"


def test_what_may_be_of_any_release_is_not_called_removed() -> None:
    found = lifecycle(load_bundled("go_runtime").in_any_release(), "go_memstats_lookups_total")

    assert found is not None
    assert found.state == "unknown"


def test_vllm_renamed_its_cache_gauge() -> None:
    removed = lifecycle(load_bundled("vllm"), "vllm:gpu_cache_usage_perc")
    earlier = lifecycle(load_bundled("vllm"), "vllm:gpu_cache_usage_perc", "v0.8.5")

    assert removed is not None
    assert earlier is not None
    assert (removed.state, removed.changed) == ("removed", "0.12.0")
    assert removed.renamed_to == "vllm:kv_cache_usage_perc"
    assert earlier.state == "current"
