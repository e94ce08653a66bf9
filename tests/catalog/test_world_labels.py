"""The labels of stored series, and where they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.catalog.resolve import resolve
from frontierkit.catalog.world import Condition, World, matches
from frontierkit.labels import Presence, Values
from tests.catalog.scraping import jobs
from tests.catalog.worlds import (
    LAB,
    OTHER,
    RELABELLED,
    TWO_JOBS,
    catalog,
    declared,
    job_is,
    lab_project,
    values,
)


@pytest.fixture
def project(tmp_path: Path) -> World:
    return lab_project(tmp_path)


def test_a_label_of_the_target_pushes_that_of_the_exporter_aside(project: World) -> None:
    [stored] = project.series("lab_load")

    assert stored.labels.closed
    assert {name: values(stored.labels, name) for name in stored.labels.possible()} == {
        "exported_gpu": {"0", "1"},
        "gpu": {"nvidia"},
        "instance": {"lab:1"},
        "job": {"lab"},
        "mode": {"idle", "busy"},
    }


def test_buckets_and_quantiles_have_labels_of_their_own(project: World) -> None:
    [bucket] = project.series("lab_seconds_bucket")
    [total] = project.series("lab_seconds_sum")
    [quantile] = project.series("lab_quantiles")

    assert {"0.5", "1", "1.0", "10", "10.0", "+Inf"} <= (values(bucket.labels, "le") or set())
    assert total.labels.get("le").presence is Presence.NEVER
    assert {"0.5", "0.99"} <= (values(quantile.labels, "quantile") or set())
    assert [each.role for each in (bucket, total, quantile)] == ["bucket", "sum", "quantile"]


def test_what_prometheus_writes_has_the_labels_of_targets_only(project: World) -> None:
    up = project.series("up")
    [alerts] = project.series("ALERTS")

    assert [values(each.labels, "job") for each in up] == [{"lab"}, {"mystery"}, {"node"}]
    assert up[0].labels.possible() == ("gpu", "instance", "job")
    assert up[0].labels.closed
    assert not alerts.labels.closed
    assert values(alerts.labels, "alertstate") == {"pending", "firing"}


def test_a_selector_restricts_an_origin_or_excludes_it(project: World) -> None:
    [stored] = project.series("lab_load")

    left = matches(stored, [Condition("mode", "=~", "i.*"), Condition("__name__", "=", "lab_load")])

    assert left is not None
    assert left.labels.get("mode").values == Values.of("idle")
    assert matches(stored, [Condition("mode", "=", "ide")]) is None
    assert matches(stored, [Condition("model", "!=", "")]) is None
    assert matches(stored, [Condition("__name__", "=~", "other.*")]) is None


def test_a_family_with_a_condition_may_be_missing(project: World) -> None:
    assert [each.optional for each in project.series("lab_optional")] == [True]
    assert [each.optional for each in project.series("lab_load")] == [False]


# Catalogs that stand for themselves.


def test_a_catalog_without_a_scrape_configuration_leaves_labels_open(tmp_path: Path) -> None:
    [stored] = World.of((), [catalog(tmp_path, LAB)]).series("lab_load")

    assert stored.job is None
    assert not stored.labels.closed
    assert values(stored.labels, "mode") == {"idle", "busy"}
    # A target may well carry a label of this name.
    assert values(stored.labels, "gpu") is None


def test_a_catalog_may_tell_of_target_labels(tmp_path: Path) -> None:
    told = LAB + "target_labels: {job: [lab], instance: null}\n"

    [stored] = World.of((), [catalog(tmp_path, told)]).series("lab_load")

    assert stored.labels.closed
    assert values(stored.labels, "job") == {"lab"}
    assert stored.labels.get("instance").presence is Presence.ALWAYS, "Prometheus sees to that"
    assert values(stored.labels, "gpu") == {"0", "1"}


def test_a_scrape_configuration_overrides_the_target_labels_of_a_catalog(tmp_path: Path) -> None:
    told = LAB + "target_labels: {job: [lab], instance: [elsewhere], team: [a]}\n"

    [stored] = World.of(jobs(tmp_path, TWO_JOBS), [catalog(tmp_path, told)]).series("lab_load")

    assert stored.labels.closed
    assert values(stored.labels, "instance") == {"lab:1"}
    assert stored.labels.get("team").presence is Presence.NEVER


def test_what_a_discovery_leaves_open_a_catalog_may_tell(tmp_path: Path) -> None:
    told = LAB + "target_labels: {job: [pods], instance: null, pod: null}\n"
    config = """
    scrape_configs:
    - job_name: pods
      kubernetes_sd_configs: [{role: pod}]
      relabel_configs: [{action: labelmap, regex: __meta_kubernetes_pod_label_(.+)}]
    """

    [stored] = World.of(jobs(tmp_path, config), [catalog(tmp_path, told)]).series("lab_load")

    assert stored.labels.closed
    assert stored.labels.possible() == ("gpu", "instance", "job", "mode", "pod")


def test_any_job_that_names_no_exporter_may_expose_a_catalog(tmp_path: Path) -> None:
    world = World.of(jobs(tmp_path, TWO_JOBS), [catalog(tmp_path, LAB)])

    stored = world.series("lab_load")

    assert [values(each.labels, "job") for each in stored] == [{"lab"}, {"mystery"}]
    assert world.verdict("anything", job_is("lab")).state == "unknown"
    assert world.verdict("lab_lood", job_is("lab")).state == "absent"


def test_two_catalogs_of_one_name_are_two_origins(tmp_path: Path) -> None:
    world = World.of((), [catalog(tmp_path, LAB), catalog(tmp_path, OTHER, "other")])

    assert [each.exporter.name for each in world.series("lab_load")] == ["lab", "other"]
    assert world.verdict("lab_gone").state == "absent"


def test_bundled_catalogs_take_part_only_where_they_are_named(tmp_path: Path) -> None:
    given = [catalog(tmp_path, LAB)]

    assert World.of((), given).verdict("vllm:num_request_running").state == "unknown"
    assert World.of((), given, ["vllm"]).verdict("vllm:num_request_running").state == "absent"


def test_what_a_catalog_includes_may_be_of_any_release(tmp_path: Path) -> None:
    text = LAB.replace("complete: true", "includes: [go_runtime]")
    read = catalog(tmp_path, text)

    for world in (
        World.of((), [read]),
        World.of((), resolve((), [tmp_path / "lab.yaml"])),
    ):
        [stored] = world.series("go_memstats_gc_cpu_fraction")
        assert stored.exporter.as_of is None


# What relabelling does to series.


def test_what_a_job_drops_is_absent(tmp_path: Path) -> None:
    [job] = jobs(tmp_path, RELABELLED)
    world = World.of(declared([job], lab="lab"), [catalog(tmp_path, LAB)])

    verdict = world.verdict("lab_secret")

    assert verdict.state == "absent"
    assert verdict.why == "the scrape job `lab` drops `lab_secret` while it scrapes"
    assert verdict.dropped_at is job.metric_relabel[0].place


def test_what_a_job_renames_is_known_by_its_new_name(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, RELABELLED), lab="lab")
    world = World.of(found, [catalog(tmp_path, LAB)])

    [stored] = world.series("new_seconds_bucket")
    old = world.verdict("lab_seconds_bucket")

    assert (stored.name, stored.family.name, stored.role) == (
        "new_seconds_bucket",
        "lab_seconds",
        "bucket",
    )
    assert (old.state, old.nearest) == ("absent", "new_seconds_bucket")
    assert old.why == "the scrape job `lab` renames `lab_seconds_bucket` to `new_seconds_bucket`"


def test_what_a_job_drops_of_a_series_its_labels_lack(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, RELABELLED), lab="lab")
    [stored] = World.of(found, [catalog(tmp_path, LAB)]).series("lab_load")

    assert values(stored.labels, "mode") == {"idle"}
    assert stored.labels.get("gpu").presence is Presence.NEVER
    assert stored.optional


def test_a_job_of_which_nobody_said_anything_may_rename_series(tmp_path: Path) -> None:
    config = TWO_JOBS + (
        "  metric_relabel_configs: [{source_labels: [__name__], regex: 'ray_(.+)',"
        " target_label: __name__, replacement: lab_$1}]\n"
    )
    world = World.of(
        jobs(tmp_path, config), [catalog(tmp_path, LAB), catalog(tmp_path, OTHER, "o")]
    )

    assert world.verdict("lab_lood").state == "unknown"
    assert world.verdict("other_totl").state == "absent"


def test_a_job_without_targets_exposes_nothing(tmp_path: Path) -> None:
    config = """
    scrape_configs:
    - job_name: lab
      static_configs: [{targets: ['lab:1']}]
      relabel_configs: [{source_labels: [__address__], regex: nowhere, action: keep}]
    """
    world = World.of(declared(jobs(tmp_path, config), lab="lab"), [catalog(tmp_path, LAB)])

    assert world.series("up") == ()
    assert world.verdict("lab_load").why == (
        "the scrape job `lab` has no target left: relabelling drops them all"
    )


def test_names_that_programs_of_any_kind_have_are_open_where_nobody_named_a_catalog(
    tmp_path: Path,
) -> None:
    found = jobs(tmp_path, TWO_JOBS)

    guessed = World.of(found)
    for name in ("http_requests_total", "http_request_duration_seconds_bucket", "go_goroutines"):
        assert not any(stored.labels.closed for stored in guessed.series(name))
    assert all(
        stored.family.buckets is None
        for stored in guessed.series("http_request_duration_seconds_bucket")
    )
    named = World.of(declared(found, lab="vllm"))
    assert any(
        stored.family.buckets for stored in named.series("http_request_duration_seconds_bucket")
    )
