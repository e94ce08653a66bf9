"""The catalogs that travel with frontierkit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from frontierkit.catalog.bundled import EXPORTERS, bundled_index, bundled_names, load_bundled
from frontierkit.catalog.compile import compiled
from frontierkit.catalog.plain import dump, load
from frontierkit.catalog.read import read_catalog
from frontierkit.catalog.resolve import resolve
from frontierkit.errors import UsageError

WANTED = """
    alertmanager blackbox_exporter dcgm_exporter go_runtime grafana litellm llamacpp loki macmon
    mistral_ollama_proxy mistralrs mistralrs_david_t_martel net_conntrack node_exporter_darwin
    node_exporter_linux nvidia_gpu_exporter ollama ollama_exporter_frcooper
    ollama_metrics_norskhelsenett ollama_metrics_proxy_postula otel_genai process process_exporter
    prometheus promhttp promtail python_client redis_exporter scrape sglang tgi triton trtllm vllm
"""


def test_every_generated_file_is_what_compiling_gives() -> None:
    stale = [path.name for path, text in compiled().items() if path.read_text("utf-8") != text]

    assert not stale, "`python -m frontierkit.catalog.compile` writes them anew"


def test_nothing_is_compiled_that_has_no_source() -> None:
    kept = {path for path in Path(EXPORTERS, "compiled").iterdir() if path.suffix == ".json"}

    assert kept <= set(compiled())


def test_all_are_there() -> None:
    assert set(WANTED.split()) <= set(bundled_names())


@pytest.mark.parametrize("name", bundled_names())
def test_each_is_what_its_file_says(name: str) -> None:
    catalog = load_bundled(name)

    assert catalog == read_catalog(Path(EXPORTERS, f"{name}.yaml"))
    assert catalog.source
    assert catalog.version
    assert load(dump(catalog)) == catalog


@pytest.mark.parametrize("name", bundled_names())
def test_what_each_includes_is_bundled(name: str) -> None:
    names = [catalog.name for catalog in resolve([name])]

    assert names[0] == name
    assert set(load_bundled(name).includes) <= set(names)


@pytest.mark.parametrize("name", bundled_names())
def test_each_successor_is_itself_listed(name: str) -> None:
    catalog = load_bundled(name).in_any_release()
    successors = {family.renamed_to for family in catalog.history if family.renamed_to}

    assert {new for new in successors if not catalog.family(new)} == set()


def test_a_name_that_is_no_catalog_is_refused_with_the_likely_one() -> None:
    with pytest.raises(UsageError, match="no bundled catalog is called `vlm`") as caught:
        load_bundled("vlm")

    assert "did you mean `vllm`?" in caught.value.hint


def test_the_index_knows_current_and_removed_names_and_prefixes() -> None:
    index = bundled_index()

    assert index.exporters_knowing("vllm:num_requests_running") == ("vllm",)
    assert index.exporters_knowing("vllm:gpu_cache_usage_perc") == ("vllm",)
    assert index.exporters_knowing("vllm:e2e_request_latency_seconds_bucket") == ("vllm",)
    assert index.exporters_knowing("vllm:e2e_request_latency_seconds") == ()
    assert index.exporters_by_prefix("vllm:nothing") == ("vllm",)
    assert index.exporters_by_prefix("apache_up") == ()
    assert "vllm:gpu_cache_usage_perc" in index.catalogs["vllm"].removed
    assert "vllm:gpu_cache_usage_perc" not in index.catalogs["vllm"].current


def test_the_index_agrees_with_the_catalogs() -> None:
    for name, entry in bundled_index().catalogs.items():
        catalog = load_bundled(name)
        ever = {series for family in catalog.history for series in family.series_names()}

        assert entry.exhaustive == catalog.exhaustive
        assert entry.complete == catalog.complete
        assert set(catalog.series_names()) <= set(entry.current) <= ever
        assert not set(entry.current) & set(entry.removed)


def test_nothing_of_a_shared_catalog_is_called_removed() -> None:
    assert bundled_index().catalogs["go_runtime"].removed == ()


def test_loading_imports_no_yaml_and_no_validation() -> None:
    code = (
        "import sys\n"
        "from frontierkit.catalog.resolve import resolve\n"
        "from frontierkit.catalog.bundled import bundled_index\n"
        "bundled_index().exporters_knowing('up'); resolve(['vllm', 'node_exporter_linux'])\n"
        "heavy = {'yaml', 'pydantic', 'jsonschema', 'prometheus_client', 'subprocess', 'hashlib',\n"
        "         'frontierkit.catalog.shape', 'frontierkit.catalog.tree'}\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == ""
