"""A project becomes the files that Prometheus and Grafana read; nothing is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml

from frontierkit.emit import emit, expressions
from frontierkit.emit.durations import duration
from frontierkit.loading.sources import SourceOptions, load_sources
from frontierkit.model.project import Project
from frontierkit.output import OutputRefused, OutputTree
from frontierkit.programs.promtool import find_promtool
from frontierkit.programs.run import ProgramMissing
from frontierkit.verify.verify import verify

SOURCES = {
    "engines.py": """
from frontierkit.authoring import engines

ollama = engines.ollama.at("ollama-metrics:8080")
mistralrs = engines.mistralrs.at("mistralrs:1234", timeout="5s")
""",
    "stack.py": '''
from frontierkit.authoring import *

server = prometheus(external_labels={"site": "home"}, alertmanagers=["alertmanager:9093"])
node = scrape_job(
    "node",
    target("node:9100", labels={"host": "box"}),
    exporter="node_exporter_linux",
    metric_relabel=[relabel("drop", source="__name__", regex="go_.*")],
    options={"sample_limit": 5000},
)
rules = rule_group(
    "hosts",
    record("instance:cpu_busy:ratio", """
1 - avg by (instance) (
  rate(node_cpu_seconds_total{mode="idle"}[5m])
)
"""),
    alert("CpuBusy", "instance:cpu_busy:ratio > 0.9", for_="10m", severity="warning",
          summary="{{ $labels.instance }}: {{ $value | humanizePercentage }}"),
    engine_missing(),
    interval="30s",
)
busy = alert_test(
    "a busy box",
    given=[series('node_cpu_seconds_total{mode="idle",cpu="0",instance="box"}', "0x60")],
    expect=[
        quiet("CpuBusy", at="5m"),
        fires("CpuBusy", {"instance": "box"}, at="30m"),
        fires("CpuBusy", {"instance": "box"}, at="31m", annotations={"summary": "box: 100%"}),
    ],
)
missing = alert_test(
    "an engine that stays away",
    given=[
        series('up{job="ollama"}', "0x20"),
        series('up{job="mistralrs"}', "1x20"),
        series('up{job="frontierkit-expected",engine="ollama",expected_job="ollama"}', "1x20"),
        series(
            'up{job="frontierkit-expected",engine="mistralrs",expected_job="mistralrs"}', "1x20"
        ),
    ],
    expect=[fires("EngineMissing", {"engine": "ollama", "job": "ollama"}, at="10m")],
)
board = dashboard(
    "Board",
    timeseries("CPU", "instance:cpu_busy:ratio", unit="percentunit"),
    timeseries("TTFT", signals.ttft.p95),
    folder="LLM & friends",
)
''',
}


@cache
def project() -> Project:
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "sources").mkdir()
        for path, text in SOURCES.items():
            (root / "sources" / path).write_text(text, encoding="utf-8")
        loaded = load_sources(root, options=SourceOptions(datasource_uid="prom-1"))
    assert [d.finding.message for d in loaded.findings] == []
    return loaded.project


def tree() -> OutputTree:
    return emit(project())


def text(path: str) -> str:
    file = tree().get(path)
    assert file is not None
    return file.text


def test_every_file_is_where_its_program_looks_and_knows_its_origin() -> None:
    assert [(str(file.path), file.origin) for file in tree()] == [
        ("grafana/dashboards/llm-friends/board.json", "sources/stack.py:45"),
        ("grafana/provisioning/dashboards/dashboards.yml", "sources/stack.py:45"),
        ("grafana/provisioning/datasources/datasources.yml", "sources:1"),
        ("prometheus/prometheus.yml", "sources/stack.py:4"),
        ("prometheus/rules/engine_mistralrs.yml", "sources/engines.py:5"),
        ("prometheus/rules/engine_ollama.yml", "sources/engines.py:4"),
        ("prometheus/rules/engines_expected.yml", "sources/engines.py:4"),
        ("prometheus/rules/stack.yml", "sources/stack.py:12"),
        ("prometheus/tests/stack.yml", "sources/stack.py:24"),
        ("targets/expected.json", "sources/engines.py:4"),
        ("targets/mistralrs.json", "sources/engines.py:5"),
        ("targets/ollama.json", "sources/engines.py:4"),
    ]


def test_prometheus_is_configured_with_what_differs_from_its_defaults() -> None:
    assert text("prometheus/prometheus.yml") == (
        """\
global:
  scrape_interval: 15s
  scrape_timeout: 10s
  evaluation_interval: 15s
  external_labels:
    site: home
rule_files:
  - rules/*.yml
alerting:
  alertmanagers:
    - static_configs:
        - targets:
            - alertmanager:9093
scrape_configs:
  - job_name: node
    sample_limit: 5000
    static_configs:
      - targets:
          - node:9100
        labels:
          host: box
    metric_relabel_configs:
      - source_labels:
          - __name__
        regex: go_.*
        action: drop
  - job_name: ollama
    file_sd_configs:
      - files:
          - "../../targets/ollama.json"
        refresh_interval: 30s
    relabel_configs:
      - target_label: engine
        replacement: ollama
  - job_name: mistralrs
    scrape_timeout: 5s
    file_sd_configs:
      - files:
          - "../../targets/mistralrs.json"
        refresh_interval: 30s
    relabel_configs:
      - target_label: engine
        replacement: mistralrs
  - job_name: frontierkit-expected
    file_sd_configs:
      - files:
          - "../../targets/expected.json"
        refresh_interval: 30s
    metric_relabel_configs:
      - action: drop
"""
    )


def test_rules_are_written_as_they_were_declared() -> None:
    (group,) = yaml.safe_load(text("prometheus/rules/stack.yml"))["groups"]

    assert group["interval"] == "30s"
    assert group["rules"][1] == {
        "alert": "CpuBusy",
        "expr": "instance:cpu_busy:ratio > 0.9",
        "for": "10m",
        "labels": {"severity": "warning"},
        "annotations": {"summary": "{{ $labels.instance }}: {{ $value | humanizePercentage }}"},
    }


def test_a_test_of_an_alert_need_not_repeat_what_the_rule_says() -> None:
    busy, _ = yaml.safe_load(text("prometheus/tests/stack.yml"))["tests"]

    assert busy["promql_expr_test"][1] == {
        "expr": 'ALERTS{alertname="CpuBusy", alertstate="firing"} # a busy box',
        "eval_time": "30m",
        "exp_samples": [
            {
                "labels": 'ALERTS{alertname="CpuBusy", alertstate="firing", instance="box", '
                'severity="warning"}',
                "value": 1,
            }
        ],
    }
    assert busy["alert_rule_test"] == [
        {
            "alertname": "CpuBusy",
            "eval_time": "31m",
            "exp_alerts": [
                {
                    "exp_labels": {"instance": "box", "severity": "warning"},
                    "exp_annotations": {"summary": "box: 100%"},
                }
            ],
        }
    ]


def test_grafana_is_provisioned_with_a_fixed_uid_and_a_folder_each() -> None:
    (source,) = yaml.safe_load(text("grafana/provisioning/datasources/datasources.yml"))[
        "datasources"
    ]
    (provider,) = yaml.safe_load(text("grafana/provisioning/dashboards/dashboards.yml"))[
        "providers"
    ]

    assert (source["uid"], source["editable"], source["jsonData"]["timeInterval"]) == (
        "prom-1",
        False,
        "15s",
    )
    assert (provider["folder"], provider["options"]["path"], provider["allowUiUpdates"]) == (
        "LLM & friends",
        "/etc/frontierkit/current/grafana/dashboards/llm-friends",
        False,
    )


def test_the_targets_of_an_engine_are_for_file_discovery() -> None:
    assert json.loads(text("targets/ollama.json")) == [{"targets": ["ollama-metrics:8080"]}]


def test_what_is_expected_is_a_target_for_each_engine() -> None:
    assert json.loads(text("targets/expected.json")) == [
        {"labels": {"engine": name, "expected_job": name}, "targets": ["prometheus:9090"]}
        for name in ("ollama", "mistralrs")
    ]


def test_two_dashboards_with_one_uid_are_refused() -> None:
    (board,) = project().compiled
    twice = Project(compiled=(board, board))

    with pytest.raises(OutputRefused, match="two files would be written"):
        emit(twice)


def test_promtool_and_the_schemas_accept_everything_and_nothing_is_lost() -> None:
    try:
        promtool = find_promtool()
    except ProgramMissing as error:
        pytest.skip(str(error))

    heard = verify(tree(), expressions(project()), project().rule_tests, promtool)

    assert [objection.finding.message for objection in heard.objections] == []
    assert heard.skipped == ()


def test_the_same_sources_are_the_same_bytes_everywhere(tmp_path: Path) -> None:
    for path, text in SOURCES.items():
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / path).write_text(text, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from frontierkit.emit import emit;"
        "from frontierkit.loading.sources import load_sources;"
        "print([(f.path, f.text, f.origin) for f in emit(load_sources(Path(sys.argv[1])).project)])"
    )
    here = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    places = (
        ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, "/"),
        ({"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8"}, str(tmp_path)),
    )

    first, second = (
        subprocess.run(
            (sys.executable, "-c", program, str(tmp_path)),
            env={**here, **environment},
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for environment, folder in places
    )

    assert first == second
    assert "llm-friends" in first
    assert str(tmp_path) not in first


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "0s"), (0.5, "500ms"), (90, "1m30s"), (5400, "1h30m"), (86400, "1d"), (600, "10m")],
)
def test_durations_are_written_as_prometheus_does(seconds: float, written: str) -> None:
    assert duration(seconds) == written
