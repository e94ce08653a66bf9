"""A simulated engine exposes what its catalog says, and nothing is the matter with it."""

from __future__ import annotations

import pytest

from frontierkit.catalog.bundled import bundled_names, load_bundled
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.exposition import Claims, import_exposition
from frontierkit.stack.simulate import catalogs_of
from frontierkit.stack.synthesis import PER_SECOND, exposition

GAUGES = ("info", "stateset")


def exposed(name: str, now: float) -> ExporterCatalog:
    """Return a catalog of what is exposed, read by another library."""
    return import_exposition(exposition(catalogs_of(".", name, ""), now), name, Claims(name))


EXPOSING = [name for name in bundled_names() if load_bundled(name).families]


@pytest.mark.parametrize("name", EXPOSING)
def test_every_bundled_catalog_can_be_simulated(name: str) -> None:
    seen = {family.name: family.type for family in exposed(name, 1000.0).families}

    for catalog in catalogs_of(".", name, ""):
        for family in catalog.families:
            if family.default is False or family.name not in seen:
                continue
            wanted = "gauge" if family.type in GAUGES else family.type
            assert seen[family.name] in (wanted, "unknown"), family.name
    assert {f.name for f in catalogs_of(".", name, "")[0].families if f.default is not False} <= {
        *seen
    }


def test_counters_rise_and_failures_do_not() -> None:
    def value(series: str, now: float) -> float:
        page = exposition(catalogs_of(".", "vllm", ""), now)
        (line,) = (line for line in page.splitlines() if line.startswith(series))
        return float(line.rsplit(" ", 1)[1])

    tokens = "vllm:generation_tokens_total{"
    assert value(tokens, 1010.0) - value(tokens, 1000.0) == 10 * PER_SECOND
    assert value("vllm:num_requests_waiting{", 1010.0) == 0


def test_buckets_are_those_of_the_catalog() -> None:
    name = "mistralrs_time_to_first_token_seconds"
    (family,) = exposed("mistralrs", 1000.0).family(name)
    (wanted,) = catalogs_of(".", "mistralrs", "")[0].family(name)

    assert family.buckets == wanted.buckets
    assert wanted.buckets
