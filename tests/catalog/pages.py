"""Real `/metrics` pages, and what each proves against the catalog of its exporter."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.exposition import Claims, import_exposition
from frontierkit.catalog.family import Family
from frontierkit.catalog.resolve import resolve

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", Path(__file__).parents[3] / "shared"))
PAGES = SHARED / "facts" / "dumps"
needs_pages = pytest.mark.skipif(
    not PAGES.is_dir(), reason=f"there are no /metrics pages in {PAGES}: set FRONTIERKIT_SHARED"
)

RTX = "linux-x86_64__nvidia-geforce-rtx-4080-super__595.71.05__load"
EXPORTERS = {
    "alertmanager-0.25.0": ("alertmanager", "0.25.0"),
    "blackbox_exporter-0.23.0": ("blackbox_exporter", "0.23.0"),
    "blackbox_exporter-0.23.0-probe-http_2xx": ("blackbox_exporter", "0.23.0"),
    "blackbox_exporter-0.23.0-probe-http_down": ("blackbox_exporter", "0.23.0"),
    "blackbox_exporter-0.23.0-probe-icmp": ("blackbox_exporter", "0.23.0"),
    "blackbox_exporter-0.23.0-probe-tcp": ("blackbox_exporter", "0.23.0"),
    "dcgm_exporter-a100-40c-vgpu": ("dcgm_exporter", None),
    "litellm-1.109.1-registry": ("litellm", "1.109.1"),
    "llamacpp-server-python0.3.36": ("llamacpp", "0.3.36"),
    "macmon-0.8.2-readme-excerpt": ("macmon", "0.8.2"),
    "node_exporter-1.5.0-linux": ("node_exporter_linux", "1.5.0"),
    "node_exporter-e2e-darwin": ("node_exporter_darwin", "main-2026-08-08"),
    "node_exporter-e2e-linux": ("node_exporter_linux", "main-2026-08-08"),
    "nvidia_gpu_exporter-demo__seeded": ("nvidia_gpu_exporter", "1.14.0"),
    f"nvidia_gpu_exporter-{RTX}": ("nvidia_gpu_exporter", "1.14.0"),
    "nvidia_gpu_exporter-linux-x86_64__nvidia-h200__590.48.01__load": (
        "nvidia_gpu_exporter",
        "1.14.0",
    ),
    "process-exporter-0.7.10": ("process_exporter", "0.7.10"),
    "prometheus-2.42.0": ("prometheus", "2.42.0"),
    "prometheus-textparse-alltypes-237mfs": ("prometheus", "3.1.0"),
    "redis_exporter-1.45.0": ("redis_exporter", "1.45.0"),
    "sglang-0.5.23-registry": ("sglang", "0.5.23"),
    "triton-tensorrtllm_backend-readme": ("triton", None),
    "vllm-0.33.0-registry": ("vllm", "0.33.0"),
    "vllm-http-instrumentator-8.1.0": ("vllm", "0.33.0"),
    "vllm-kserve-odh": ("vllm", None),
}
"""The catalog of each page, and the release; None: nobody noted which."""


def read_page(name: str) -> ExporterCatalog:
    """Return what a page shows, with every value of every label."""
    text = (PAGES / f"{name}.prom").read_text(encoding="utf-8")
    return import_exposition(text, name, Claims(name, record_values=True))


def catalogs_of(name: str) -> list[ExporterCatalog]:
    """Return the catalog of the page's exporter and what it includes."""
    exporter, version = EXPORTERS[name]
    own, *included = resolve([exporter])
    return [own.at_version(version) if version else own.in_any_release(), *included]


def contradictions(page: ExporterCatalog, catalogs: list[ExporterCatalog]) -> Iterator[str]:
    """Yield what a page shows and no catalog allows."""
    for shown in page.families:
        for series in shown.series_names():
            claims = [
                list(_differences(shown, entry.family, catalog.more_labels))
                for catalog in catalogs
                for entry in catalog.find(series)
            ]
            if claims and all(claims):
                yield from (f"{series}: {difference}" for difference in claims[0])
            if not claims and any(catalog.vouches_for(series) for catalog in catalogs):
                yield f"{series}: not listed"


def _differences(shown: Family, said: Family, more_labels: bool | str | None) -> Iterator[str]:
    if shown.type != said.type and "unknown" not in (shown.type, said.type):
        yield f"a {shown.type}, not a {said.type}"
    for bounds in ("buckets", "quantiles"):
        on_page, in_catalog = getattr(shown, bounds), getattr(said, bounds)
        if None not in (on_page, in_catalog) and on_page != in_catalog:
            yield f"{bounds} {on_page}, not {in_catalog}"
    if shown.labels is None or said.labels is None:
        return
    if more_labels is not True and said.more_labels is not True:
        yield from (f"has label {label}" for label in shown.labels if label not in said.labels)
    for label, spec in said.labels.items():
        values = (shown.labels[label].values or ()) if label in shown.labels else ("",)
        if spec.always and "" in values:
            yield f"has not always label {label}"
        refused = [value for value in values if value and spec.admits(value) is False]
        yield from (f"has {label}={value!r}" for value in refused)
