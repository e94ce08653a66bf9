"""A dashboard is completed: what the SDK leaves open is filled in, the same way every time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frontierkit.loading.files import Loaded
from frontierkit.loading.sources import SourceOptions, load_sources

IMPORTS = "from frontierkit.authoring import *\n"
SDK = (
    "from grafana_foundation_sdk.builders import dashboard as sdk, prometheus as prom, stat as st\n"
)


def load(root: Path, source: str, *engines: str) -> Loaded:
    (root / "sources").mkdir(exist_ok=True)
    (root / "sources" / "boards.py").write_text(IMPORTS + source, encoding="utf-8")
    return load_sources(root, options=SourceOptions(engines=engines, datasource_uid="prom-1"))


def payload(loaded: Loaded) -> Any:
    assert [d.finding.message for d in loaded.findings] == []
    (compiled,) = loaded.project.compiled
    return compiled.payload


def places(panels: list[Mapping[str, Any]]) -> list[str]:
    """Return the places of panels as `title x,y WxH`."""
    grids = [(panel["title"], panel["gridPos"]) for panel in panels]
    return [f"{title} {g['x']},{g['y']} {g['w']}x{g['h']}" for title, g in grids]


def test_panels_are_laid_out_in_reading_order(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
board = dashboard(
    "Board",
    stat("a", "up"), stat("b", "up"), timeseries("wide", "up", width=18),
    row("row", timeseries("c", "up"), timeseries("d", "up", height=4)),
    row("closed", timeseries("e", "up"), timeseries("f", "up", width=24), collapsed=True),
    row("last", timeseries("g", "up")),
)
""",
    )

    panels = payload(found)["panels"]

    assert places(panels) == [
        "a 0,0 6x4",
        "b 6,0 6x4",
        "wide 0,4 18x8",
        "row 0,12 24x1",
        "c 0,13 12x8",
        "d 12,13 12x4",
        "closed 0,21 24x1",
        "last 0,22 24x1",
        "g 0,23 12x8",
    ]
    assert places(panels[6]["panels"]) == ["e 0,22 12x8", "f 0,30 24x8"]


def test_ids_and_ref_ids_are_given_where_there_are_none(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
board = dashboard(
    "Board",
    timeseries("a", "up", "up", query("up").ref_id("A")).id(2),
    row("closed", stat("b", "up"), collapsed=True),
    stat("c", "up"),
)
""",
    )

    panels = payload(found)["panels"]

    assert [panel["id"] for panel in panels] == [2, 1, 4]
    assert panels[1]["panels"][0]["id"] == 3
    assert [target["refId"] for target in panels[0]["targets"]] == ["B", "C", "A"]


def test_builders_of_the_sdk_are_completed_alike(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        SDK
        + """
board = (
    sdk.Dashboard("Board")
    .with_panel(st.Panel().title("a").with_target(prom.Dataquery().expr("up")))
    .with_panel(st.Panel().title("wide").span(24).with_target(prom.Dataquery().expr("up == 0")))
)
""",
    )

    data = payload(found)

    assert places(data["panels"]) == ["a 0,0 12x9", "wide 0,9 24x9"]
    assert [panel["id"] for panel in data["panels"]] == [1, 2]
    assert (data["uid"], data["id"], data["schemaVersion"]) == ("board", None, 41)
    (_, query) = found.project.dashboards[0].queries
    assert query.passage.place.position(6) == (7, 92)


def test_the_reader_chooses_the_datasource_and_the_fixed_one_is_the_default(tmp_path: Path) -> None:
    data = payload(
        load(
            tmp_path,
            'board = dashboard("B", stat("a", "up"), '
            'variables=[query_variable("job", "label_values(up, job)")])',
        )
    )

    by_reader = {"type": "prometheus", "uid": "${datasource}"}
    first, second = data["templating"]["list"]
    assert (first["name"], first["type"], first["current"]["value"]) == (
        "datasource",
        "datasource",
        "prom-1",
    )
    assert (second["name"], second["datasource"], second["definition"]) == (
        "job",
        by_reader,
        "label_values(up, job)",
    )
    assert data["panels"][0]["datasource"] == by_reader
    assert data["panels"][0]["targets"][0]["datasource"] == by_reader


def test_signals_bring_the_engine_variable_and_their_unit(tmp_path: Path) -> None:
    data = payload(
        load(tmp_path, 'board = dashboard("B", timeseries("Requests", signals.request_rate))')
    )

    (panel,) = data["panels"]
    assert [variable["name"] for variable in data["templating"]["list"]] == ["datasource", "engine"]
    assert data["templating"]["list"][1]["query"] == "label_values(llm:up, engine)"
    assert panel["fieldConfig"]["defaults"]["unit"] == "reqps"
    assert panel["targets"][0]["legendFormat"] == "{{engine}} {{model}}"


def test_a_comparison_says_which_engines_cannot_answer(tmp_path: Path) -> None:
    source = 'board = dashboard("B", timeseries("TTFT", signals.ttft.p95))'

    compared = payload(load(tmp_path, source, "vllm", "ollama"))
    nobody = payload(load(tmp_path, source, "ollama", "llamacpp"))

    assert compared["panels"][0]["type"] == "timeseries"
    assert compared["panels"][0]["description"] == (
        "Not exported by Ollama: the exporter times whole requests only."
    )
    assert nobody["panels"][0]["type"] == "text"
    assert nobody["panels"][0]["gridPos"] == compared["panels"][0]["gridPos"]
    assert nobody["panels"][0]["options"]["content"] == (
        "Not exported by Ollama: the exporter times whole requests only.\n\n"
        "Not exported by llama.cpp: llama-server has no histograms, and no metrics of load time, "
        "memory or GPU."
    )


def test_what_is_made_for_each_engine_stands_where_it_was_put(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
@per_engine
def waiting(engine):
    return stat(engine.title, query(signals.waiting, engine=engine))

board = dashboard("B", row("Waiting", waiting), stat("after", "up"))
""",
        "vllm",
        "ollama",
        "llamacpp",
    )

    panels = payload(found)["panels"]

    assert [(panel["title"], panel["type"]) for panel in panels] == [
        ("Waiting", "row"),
        ("vLLM", "stat"),
        ("Ollama", "text"),
        ("llama.cpp", "stat"),
        ("after", "stat"),
    ]
    assert panels[1]["targets"][0]["expr"] == (
        'sum by (engine, model) (vllm:num_requests_waiting{job="vllm"})'
    )


def test_a_finding_in_a_panel_is_placed_at_the_panel(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
board = dashboard(
    "Board",
    stat("a", "up"),
    timeseries("b", query("rate(x[5m])", legend="{{job}}")),
)
""",
    )

    (board,) = found.project.dashboards
    first, second = board.panels
    (target,) = second.targets
    assert target.legend is not None
    assert board.place.position().line == 3
    assert first.place.position().line == 5
    assert second.place.position().line == 6
    assert target.legend.place.position(2) == (6, 52)
