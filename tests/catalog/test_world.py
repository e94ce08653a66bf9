"""Which series exist, and who vouches for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontierkit.catalog.world import Condition, Removal, World
from frontierkit.errors import UsageError
from tests.catalog.scraping import jobs
from tests.catalog.worlds import (
    LAB,
    RELABELLED,
    TWO_JOBS,
    catalog,
    declared,
    job_is,
    lab_project,
)

UNNAMED = (
    "no scrape job and no setting names the bundled catalog `vllm`,"
    " which knows `vllm:num_requests_running`"
)


@pytest.fixture
def project(tmp_path: Path) -> World:
    return lab_project(tmp_path)


@pytest.mark.parametrize(
    ("name", "job", "state"),
    [
        ("lab_load", None, "known"),
        ("lab_seconds_bucket", None, "known"),
        ("lab_seconds", None, "absent"),
        ("lab_lood", None, "absent"),
        ("lab_gone", None, "absent"),
        ("node_load1", None, "known"),
        ("node_load9", None, "absent"),
        ("go_goroutines", None, "known"),
        ("up", None, "known"),
        ("vllm:num_requests_running", None, "unknown"),
        ("anything", None, "unknown"),
        ("anything", "lab", "absent"),
        ("anything", "node", "unknown"),
        ("anything", "mystery", "unknown"),
        ("lab_lood", "mystery", "unknown"),
        ("anything", "no such job", "unknown"),
    ],
)
def test_a_project_vouches_as_far_as_its_catalogs_do(
    project: World, name: str, job: str | None, state: str
) -> None:
    conditions = [] if job is None else job_is(job)

    assert project.verdict(name, conditions).state == state


def test_the_world_is_closed_where_all_jobs_have_complete_catalogs(tmp_path: Path) -> None:
    [lab, _] = declared(jobs(tmp_path, TWO_JOBS), lab="lab")
    world = World.of([lab], [catalog(tmp_path, LAB)])

    verdict = world.verdict("anything")

    assert verdict.state == "absent"
    assert verdict.why == "the catalogs of the scrape job `lab` are complete"
    assert World.of([lab], [catalog(tmp_path, LAB)], more_jobs=True).verdict("anything").state == (
        "unknown"
    )


@pytest.mark.parametrize(
    ("name", "conditions", "why"),
    [
        ("lab_load", [], "`lab_load` is in the catalog `lab` 2.0"),
        ("lab_lood", [], "`lab` 2.0 lists every metric that begins with `lab_`"),
        ("lab_gone", [], "`lab` no longer exposes `lab_gone` since 2.0"),
        ("x", job_is("mystery"), "nobody said what the scrape job `mystery` exposes"),
        ("x", [], "no catalog that takes part says whether `x` exists"),
        (
            "vllm:num_requests_running",
            [],
            UNNAMED,
        ),
    ],
)
def test_a_verdict_says_who_vouches(
    project: World, name: str, conditions: list[Condition], why: str
) -> None:
    assert project.verdict(name, conditions).why == why


def test_what_was_removed_says_since_when_and_what_is_there_instead(project: World) -> None:
    verdict = project.verdict("lab_gone")

    assert verdict.removed == Removal("lab", "2.0", "2.0", "lab_load", None)
    assert verdict.nearest == "lab_load"


def test_jobs_may_scrape_different_releases(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, TWO_JOBS), lab="lab", mystery="lab")
    old = [found[0], replace(found[1], versions={"lab": "1.0"})]
    world = World.of(old, [catalog(tmp_path, LAB)])

    [stored] = world.series("lab_gone")

    assert stored.job is old[1]
    assert stored.exporter.as_of == "1.0"
    assert {each.job for each in world.series("lab_load")} == set(old)


def test_a_histogram_may_be_stored_whole(tmp_path: Path) -> None:
    config = TWO_JOBS + "  convert_classic_histograms_to_nhcb: true\n"
    found = declared(jobs(tmp_path, config), lab="lab", mystery="lab")
    world = World.of(found, [catalog(tmp_path, LAB)])

    assert world.verdict("lab_seconds").state == "unknown"
    assert world.verdict("lab_seconds", job_is("lab")).state == "absent"
    assert world.verdict("lab_second").state == "absent"


def test_settings_say_which_release_is_in_use(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, TWO_JOBS), lab="lab")

    world = World.of(found, [catalog(tmp_path, LAB)], versions={"lab": "1.0"})

    assert world.verdict("lab_gone").state == "known"


def test_the_job_label_is_closed_unless_something_can_set_it(tmp_path: Path) -> None:
    plain, honoured = TWO_JOBS, TWO_JOBS.replace("mystery\n", "mystery\n  honor_labels: true\n")

    assert World.of(jobs(tmp_path, plain)).jobs() == frozenset({"lab", "mystery"})
    assert World.of(jobs(tmp_path, honoured)).jobs() is None
    assert World.of(jobs(tmp_path, plain), more_jobs=True).jobs() is None
    assert World.of().jobs() is None


def test_jobs_that_a_selector_means(project: World) -> None:
    def meant(*conditions: Condition) -> list[str]:
        return [job.name.text for job in project.admitted_jobs(conditions)]

    assert meant() == ["lab", "mystery", "node"]
    assert meant(Condition("job", "=~", "l.*|node")) == ["lab", "node"]
    assert meant(Condition("gpu", "=", "nvidia")) == ["lab", "mystery", "node"]
    assert meant(Condition("instance", "!=", "lab:1")) == ["mystery", "node"]
    assert [job.name.text for job in project.admitted_jobs([]) if not project.catalogued(job)] == [
        "mystery"
    ]


def test_an_exporter_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, TWO_JOBS), lab="vlm")

    with pytest.raises(UsageError, match="no bundled catalog is called `vlm`"):
        World.of(found)


# Nobody named anything.


@pytest.mark.parametrize(
    ("name", "state", "nearest"),
    [
        ("vllm:num_requests_running", "known", None),
        ("http_requests_total", "known", None),
        ("go_goroutines", "known", None),
        ("vllm:num_request_running", "absent", "vllm:num_requests_running"),
        ("vllm:gpu_cache_usage_perc", "absent", "vllm:kv_cache_usage_perc"),
        ("sglang_num_running_reqs", "absent", "sglang:num_running_reqs"),
        ("llamacpp:tokens_predicted", "absent", "llamacpp:tokens_predicted_total"),
        ("node_cpu_seconds", "absent", "node_cpu_seconds_total"),
        ("scrape_duration_second", "absent", "scrape_duration_seconds"),
        # Exhaustive prefixes are not enough where nobody said which exporter it is.
        ("vllm:something_of_a_fork", "unknown", None),
        ("litellm_request_duration_seconds_bucket", "unknown", None),
        ("my_app_requests_total", "unknown", None),
        # Another exporter with names like these lists less, as the kernel names them.
        ("node_netstat_Icmp_InCsumErrors", "unknown", None),
        ("node_netstat_Ip6Ext_InECT0Pkts", "unknown", None),
        ("node_hwmon_temp_crit_hyst_celsius", "unknown", None),
        ("node_memory_swap_size_bytes", "unknown", None),
        ("node_memory_Bufers_bytes", "absent", "node_memory_Buffers_bytes"),
        ("node_memory_Buffers", "absent", "node_memory_Buffers_bytes"),
        ("node_cpu", "unknown", None),
        ("node_memory_SwapTotal", "absent", "node_memory_SwapTotal_bytes"),
        # Libraries: other languages have their own, and nobody chose a release.
        ("process_cpu_system_seconds_total", "unknown", None),
        ("process_resident_memory_anon_bytes", "unknown", None),
        ("go_memstats_gc_cpu_fraction", "known", None),
        ("go_goroutine", "absent", "go_goroutines"),
        # Programs that are not Prometheus.
        ("prometheus_remote_write_wal_samples_appended_total", "unknown", None),
        ("prometheus_operator_reconcile_errors_totals", "unknown", None),
        ("redis_total_system_memory_bytes", "known", None),
        # Recording rules of files that are not at hand.
        ("node_load1:sum", "unknown", None),
        ("vllm:num_requests_running:sum5m", "unknown", None),
        ("node:cpu_seconds_total", "unknown", None),
    ],
)
def test_bundled_catalogs_claim_what_can_hardly_be_meant_otherwise(
    name: str, state: str, nearest: str | None
) -> None:
    verdict = World.of().verdict(name)

    assert verdict.state == state
    if state == "absent":
        assert verdict.nearest == nearest


def test_the_summary_says_which_catalogs_took_part(project: World) -> None:
    assert World.of().describe(["vllm:num_requests_running", "up", "nobody_knows"]) == (
        "no catalog is named: judged against the catalog `vllm 0.33.0` by the prefixes of metric"
        " names; to change that, pass `--catalog` or name `catalogs` in the settings"
    )
    assert project.describe().startswith("judged against the catalogs `go_runtime")


# Names.


def test_recorded_names_are_known(project: World) -> None:
    world = project.with_records(["lab:load:sum"])

    assert world.verdict("lab:load:sum").state == "known"
    assert world.verdict("lab:load:summ").nearest == "lab:load:sum"
    assert project.verdict("lab:load:sum").state == "unknown"


def test_names_that_a_regex_matches(tmp_path: Path) -> None:
    found = declared(jobs(tmp_path, RELABELLED), lab="lab")
    world = World.of(found, [catalog(tmp_path, LAB)]).with_records(["lab_recorded"])

    assert world.names_matching("lab_.*|new_.*_sum|up") == (
        "lab_load",
        "lab_optional",
        "lab_recorded",
        "new_seconds_sum",
        "up",
    )


def test_names_that_only_the_projects_rules_make_are_closed() -> None:
    world = World.of((), (), ("vllm",), own_prefixes=("llm:",)).with_records(["llm:up"])

    verdict = world.verdict("llm:upp")

    assert (verdict.state, verdict.nearest) == ("absent", "llm:up")
    assert world.verdict("llm:up").state == "known"
    assert world.verdict("other:up").state == "unknown"
