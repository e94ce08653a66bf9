"""The dashboards are valid for Grafana, fill its grid, and say what they show."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.offline import ROOT
from tests.sources.conftest import Sources, unmeasurable
from tests.sources.modules import source

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED") or ROOT.parent / "shared")
ROWS = {
    "mistral-metrics": [
        "Service status and health",
        "Request rate and latency",
        "Generation performance",
        "Errors and active requests",
        "Streaming performance",
        "Model metrics",
    ],
    "inference-engine-overview": [
        "Status",
        "Requests and latency",
        "Tokens",
        "Load",
        "Comparison",
        "Ollama",
        "GPU",
        "Host",
    ],
    "ollama-performance": [
        "Status",
        "Requests and response time",
        "Tokens",
        "Models and queue",
    ],
    "llm-overview": [
        "Is it well?",
        "How does it feel?",
        "How much is asked for?",
        "Why?",
    ],
    "engine-vllm": [
        "State",
        "What clients feel",
        "Load",
        "Where the time goes",
        "Cache",
        "Requests",
    ],
    "engine-mistralrs": ["State", "What clients feel", "Load", "Cache", "Sequences"],
    "engine-mistral_proxy": ["State", "What clients feel", "Load", "Proxy"],
    "engine-llamacpp": ["State", "What clients feel", "Load", "Inside"],
    "engine-ollama": ["State", "What clients feel", "Load", "Models"],
    "gpu-host": ["Is anything broken?", "GPU", "Host", "Processes of engines"],
    "slo-budgets": [
        "Now",
        "P95 latency: 95 % within 300ms (vllm), 500ms (ollama), 250ms",
        "Throughput",
        "Memory usage",
        "Error rate: below 1 %",
        "Time to first token: 95 % within 1s",
        "Time between tokens: 95 % within 100ms",
        "What is promised",
    ],
    "capacity-cost": ["The machine", "Ollama", "vLLM", "llama.cpp"],
    "monitoring": ["Is anybody told?", "Is everything scraped?", "Is everything kept?"],
}


def test_the_rows_read_from_symptom_to_cause(sources: Sources) -> None:
    found = {
        uid: [panel["title"] for panel in payload["panels"] if panel["type"] == "row"]
        for uid, payload in _payloads(sources).items()
    }

    assert found == ROWS


@pytest.mark.parametrize("uid", ROWS)
def test_panels_fill_the_grid_and_never_overlap(uid: str, sources: Sources) -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in _payloads(sources)[uid]["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]
    depth = max(y for _, y in taken) + 1
    # No row has a hole: panels of one line are of one height and fill it.
    assert len(taken) == 24 * depth


@pytest.mark.parametrize("uid", ROWS)
def test_every_panel_says_what_it_shows_and_in_which_unit(uid: str, sources: Sources) -> None:
    for panel in _shown(_payloads(sources)[uid]):
        defaults = panel["fieldConfig"]["defaults"]
        assert panel.get("description"), panel["title"]
        assert defaults.get("unit") or defaults.get("mappings"), panel["title"]


@pytest.mark.parametrize("uid", ROWS)
def test_rates_are_over_as_much_as_a_pixel_shows(uid: str, sources: Sources) -> None:
    for panel in _shown(_payloads(sources)[uid]):
        for target in panel["targets"]:
            for window in re.findall(r"\brate\(.*?\[(\$\w+|\d+[smhd])\]", target["expr"]):
                # Five minutes are what an alert sees.
                assert window in ("$__rate_interval", "5m"), target["expr"]


def test_every_dashboard_links_to_all_others(sources: Sources) -> None:
    payloads = _payloads(sources)
    for uid, payload in payloads.items():
        offered = {tag for link in payload["links"] for tag in link["tags"]}
        reached = {other for other in payloads if offered & set(payloads[other]["tags"])}

        assert reached == set(payloads), uid


def test_colours_change_where_promises_are_broken(sources: Sources) -> None:
    promises = source("_promises")
    panels = {
        panel["title"]: [
            step["value"] for step in panel["fieldConfig"]["defaults"]["thresholds"]["steps"]
        ]
        for panel in _shown(_payloads(sources)["llm-overview"])
        if "thresholds" in panel["fieldConfig"]["defaults"]
    }

    assert panels["Errors"] == [None, promises.ERRORS.target, promises.ERRORS.critical]
    assert panels["Latency (p95)"] == [None, promises.LATENCY.target, promises.LATENCY.critical]
    assert panels["Memory"] == [None, promises.MEMORY.target, promises.MEMORY.critical]
    assert panels["Time to first token"] == [None, promises.FIRST_TOKEN_S]
    assert panels["Time between tokens (p95)"] == [None, promises.BETWEEN_TOKENS_S]


def test_what_nobody_exports_is_said_in_its_place(sources: Sources) -> None:
    said = {
        panel["title"]: panel["options"]["content"]
        for panel in _payloads(sources)["ollama-performance"]["panels"]
        if panel["type"] == "text"
    }

    assert said == {
        "Error rate": "Not exported by Ollama: the exporter does not tell failures from successes.",
        "Queue depth": "Not exported by Ollama: no Ollama exporter sees the queue.",
    }
    assert set(said) <= {each.name for each in unmeasurable() if each.kind == "panel"}


def test_grafanas_own_schema_accepts_the_dashboards(sources: Sources) -> None:
    file = SHARED / "grafana-schema/dashboard.jsonschema.json"
    if not file.is_file():
        pytest.skip(f"{file} is not there: set FRONTIERKIT_SHARED")
    published = Draft7Validator(json.loads(file.read_text(encoding="utf-8")))

    for uid, payload in _payloads(sources).items():
        errors = [f"{e.json_path}: {e.message}" for e in published.iter_errors(payload)]
        assert errors == [], uid


def _payloads(sources: Sources) -> dict[str, Any]:
    return {each.uid: json.loads(json.dumps(each.payload)) for each in sources.project.compiled}


def _shown(payload: dict[str, Any]) -> Iterator[Any]:
    return (panel for panel in payload["panels"] if panel["type"] not in ("row", "text"))
