"""`catalog` lists and shows what is bundled, and imports real pages."""

from __future__ import annotations

from pathlib import Path

from frontierkit.catalog.bundled import bundled_names
from frontierkit.catalog.read import read_catalog
from tests.cli.conftest import Frontierkit

PAGE = """\
# HELP mine_requests_total Requests that were answered.
# TYPE mine_requests_total counter
mine_requests_total{path="/"} 5
# HELP mine_latency_seconds How long it took.
# TYPE mine_latency_seconds histogram
mine_latency_seconds_bucket{le="0.1"} 1
mine_latency_seconds_bucket{le="+Inf"} 2
mine_latency_seconds_sum 1
mine_latency_seconds_count 2
"""


def test_list_names_every_bundled_catalog(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("catalog", "list")

    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(bundled_names())


def test_show_tells_of_each_metric(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("catalog", "show", "vllm", "--metric", "requests_waiting")

    assert outcome.code == 0
    assert "vllm:num_requests_waiting (gauge, requests)" in outcome.out
    assert "labels:" in outcome.out


def test_show_as_of_another_release(frontierkit: Frontierkit) -> None:
    name = "vllm:gpu_cache_usage_perc"

    assert name in frontierkit("catalog", "show", "vllm", "--version", "0.9.2").out
    assert name not in frontierkit("catalog", "show", "vllm").out


def test_show_knows_what_was_meant(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("catalog", "show", "vlm")

    assert outcome.code == 2
    assert "did you mean `vllm`?" in outcome.err


def test_an_imported_page_is_a_catalog(frontierkit: Frontierkit, project: Path) -> None:
    (project / "metrics.txt").write_text(PAGE, encoding="utf-8")

    outcome = frontierkit("catalog", "import", "metrics.txt", "--name", "mine")
    (project / "mine.yaml").write_text(outcome.out, encoding="utf-8")
    catalog = read_catalog(project / "mine.yaml")

    assert outcome.code == 0
    assert sorted(catalog.series_names()) == [
        "mine_latency_seconds_bucket",
        "mine_latency_seconds_count",
        "mine_latency_seconds_sum",
        "mine_requests_total",
    ]


def test_what_is_no_page_is_wrong_usage(frontierkit: Frontierkit, project: Path) -> None:
    (project / "page.html").write_text("<html>not found</html>", encoding="utf-8")

    outcome = frontierkit("catalog", "import", "page.html", "--name", "mine")

    assert outcome.code == 2
    assert "page.html" in outcome.err
