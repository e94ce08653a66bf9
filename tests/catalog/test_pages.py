"""Catalogs say nothing that a real `/metrics` page contradicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.exposition import Claims, import_exposition
from frontierkit.catalog.family import Family
from frontierkit.catalog.labels import LabelSpec
from frontierkit.catalog.plain import in_words_of_the_format
from frontierkit.catalog.read import catalog_from_text
from frontierkit.catalog.yaml_text import render
from tests.catalog.pages import (
    EXPORTERS,
    PAGES,
    catalogs_of,
    contradictions,
    needs_pages,
    read_page,
)

VLLM = "vllm-0.33.0-registry"


@needs_pages
@pytest.mark.parametrize("name", EXPORTERS)
def test_no_page_contradicts_the_catalog_of_its_exporter(name: str) -> None:
    assert list(contradictions(read_page(name), catalogs_of(name))) == []


@needs_pages
@pytest.mark.parametrize("path", sorted(PAGES.glob("*.prom")), ids=lambda path: path.stem)
def test_every_page_becomes_a_catalog_file(path: Path) -> None:
    page = import_exposition(path.read_text(encoding="utf-8"), path.name, Claims(path.stem))

    text = render(in_words_of_the_format(page))

    assert page.families
    assert catalog_from_text(text, path.with_suffix(".yaml")) == page


def changed(name: str, change: Callable[[Family], Family | None]) -> list[ExporterCatalog]:
    """Return the catalogs of vLLM with one family changed or taken out."""
    own, *included = catalogs_of(VLLM)
    families = (change(family) if family.name == name else family for family in own.history)
    return [replace(own, history=tuple(family for family in families if family)), *included]


@needs_pages
@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("vllm:num_requests_running", lambda family: None, "not listed"),
        (
            "vllm:num_requests_running",
            lambda family: replace(family, type="counter"),
            "a gauge, not a counter",
        ),
        (
            "vllm:num_requests_running",
            lambda family: replace(family, labels={}),
            "has label engine",
        ),
        (
            "vllm:request_success_total",
            lambda family: replace(
                family, labels={**family.labels, "finished_reason": LabelSpec(values=("stop",))}
            ),
            "has finished_reason='length'",
        ),
        (
            "vllm:request_success_total",
            lambda family: replace(family, labels={**family.labels, "pod": LabelSpec(regex=".+")}),
            "has not always label pod",
        ),
        (
            "vllm:time_to_first_token_seconds",
            lambda family: replace(family, buckets=(1.0, 2.0)),
            "not (1.0, 2.0)",
        ),
    ],
)
def test_a_wrong_claim_would_be_found(
    name: str, change: Callable[[Family], Family | None], says: str
) -> None:
    found = list(contradictions(read_page(VLLM), changed(name, change)))

    assert any(line.startswith(name) and says in line for line in found), found
