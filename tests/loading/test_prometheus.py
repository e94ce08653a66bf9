"""`prometheus.yml` becomes the model, defaults filled in; what promtool refuses is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.diagnostics import Severity
from frontierkit.loading.collected import Collected
from frontierkit.loading.prometheus import lift_prometheus
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.yaml_tree import read_yaml
from frontierkit.model.scrape import PrometheusConfig, Relabel
from tests.loading.promtool import promtool_takes

GOOD = """\
global:
  scrape_interval: 1m30s
  scrape_timeout: 20s
  external_labels: {cluster: lab}
rule_files: [rules/*.yml]
alerting:
  alertmanagers:
    - static_configs:
        - targets: ["alertmanager:9093"]
scrape_configs:
  - job_name: engines
    scrape_interval: 500ms
    honor_labels: true
    metrics_path: /probe
    params: {module: [http_2xx]}
    static_configs:
      - targets: ["a:1", 'b:2']
        labels: {engine: ollama}
    relabel_configs:
      - source_labels: [__address__]
        target_label: instance
      - regex: tmp_.*
        action: labeldrop
    metric_relabel_configs:
      - {source_labels: [a, b], regex: go_.*, action: drop}
  - job_name: pods
    kubernetes_sd_configs: [{role: pod}]
    file_sd_configs: [{files: [x.json]}]
"""


def lift(text: str) -> tuple[PrometheusConfig, Collected]:
    collected = Collected()
    root = read_yaml(SourceText("prometheus.yml", text)).documents[0]
    config = lift_prometheus(root, collected)
    assert config is not None
    return config, collected


def test_settings_and_what_they_default_to() -> None:
    config, collected = lift(GOOD)

    assert collected.diagnostics == []
    assert (config.scrape_interval_s, config.scrape_timeout_s) == (90, 20)
    assert config.evaluation_interval_s == 60
    assert {k: str(v) for k, v in config.external_labels.items()} == {"cluster": "lab"}
    assert [str(path) for path in config.rule_files] == ["rules/*.yml"]
    assert [str(address) for address in config.alertmanagers] == ["alertmanager:9093"]


def test_jobs_say_what_is_effective() -> None:
    engines, pods = lift(GOOD)[0].jobs

    assert (engines.interval_s, engines.timeout_s) == (0.5, 0.5)
    assert (engines.honor_labels, engines.metrics_path, engines.scheme) == (True, "/probe", "http")
    assert engines.params == {"module": ("http_2xx",)}
    (group,) = engines.static
    assert [(str(a), a.at().position) for a in group.addresses] == [
        ("a:1", (17, 20)),
        ("b:2", (17, 27)),
    ]
    assert str(group.labels["engine"]) == "ollama"
    assert (pods.interval_s, pods.timeout_s) == (90, 20)
    assert pods.discovery == ("kubernetes", "file")
    assert pods.options["file_sd_configs"] == [{"files": ["x.json"]}]


def test_relabelling_has_its_defaults_filled_in() -> None:
    job = lift(GOOD)[0].jobs[0]

    replace, drop_label = job.relabel
    assert summary(replace) == ("replace", ("__address__",), ";", "(.*)", "instance", "$1")
    assert summary(drop_label) == ("labeldrop", (), ";", "tmp_.*", "", "$1")
    assert summary(job.metric_relabel[0]) == ("drop", ("a", "b"), ";", "go_.*", "", "$1")
    assert [p.at().position for p in job.metric_relabel[0].source_passages] == [(25, 26), (25, 29)]


def summary(step: Relabel) -> tuple[object, ...]:
    return (
        step.action, step.source_labels, step.separator, step.regex, step.target_label,
        step.replacement,
    )  # fmt: skip


def test_an_empty_replacement_stays_empty() -> None:
    config, _ = lift(job("relabel_configs: [{target_label: a, replacement: '', separator: ''}]"))

    step = config.jobs[0].relabel[0]
    assert (step.replacement, step.separator) == ("", "")


def job(text: str) -> str:
    return f"scrape_configs:\n- job_name: j\n  {text}\n"


REFUSED = {
    "an unknown section": "globals: {}\n",
    "an unknown global": "global: {scrape_intervall: 1m}\n",
    "an unknown field of a job": job("scrape_intervall: 1m"),
    "an unknown discovery": job("kubernets_sd_configs: []"),
    "no job name": "scrape_configs:\n- static_configs: []\n",
    "an empty job name": "scrape_configs:\n- job_name: ''\n",
    "a bad interval": job("scrape_interval: 1 minute"),
    "a timeout above the interval": job("scrape_interval: 5s\n  scrape_timeout: 10s"),
    "a global timeout above the interval": "global: {scrape_interval: 5s, scrape_timeout: 10s}\n",
    "targets that are a text": job("static_configs: [{targets: 'a:1'}]"),
    "a URL for a target": job("static_configs: [{targets: ['http://a:1/metrics']}]"),
    "an unknown field of static_configs": job("static_configs: [{target: ['a:1']}]"),
    "an unknown action": job("relabel_configs: [{action: dropp, regex: a}]"),
    "no target label": job("relabel_configs: [{source_labels: [a]}]"),
    "hashmod without modulus": job(
        "relabel_configs: [{action: hashmod, source_labels: [a], target_label: b}]"
    ),
    "labeldrop with source labels": job(
        "relabel_configs: [{action: labeldrop, source_labels: [a], regex: b}]"
    ),
    "source labels that are a text": job("relabel_configs: [{source_labels: a, target_label: b}]"),
    "honor_labels that is no boolean": job("honor_labels: maybe"),
    "params that are no lists": job("params: {module: http_2xx}"),
    "a list of jobs that is a mapping": "scrape_configs: {job_name: j}\n",
    "a URL that relabelling leaves alone": job(
        "static_configs: [{targets: ['http://a:1/x']}]\n  relabel_configs: [{target_label: a}]"
    ),
    "an unknown relabelling field": job("relabel_configs: [{target: b, action: labelmap}]"),
}

TAKEN = {
    "nothing scraped": "global: {}\n",
    "a job alone": job("static_configs: []"),
    "a URL where relabelling rewrites it": job(
        "static_configs: [{targets: ['http://a:1/x']}]\n"
        "  relabel_configs: [{target_label: __address__, replacement: 'b:9115'}]"
    ),
    "an action in capitals": job("relabel_configs: [{action: Drop, source_labels: [a]}]"),
    "labelmap": job("relabel_configs: [{action: labelmap, regex: a_(.+)}]"),
    "booleans of old": job("honor_labels: yes"),
    "numbers as labels": job("static_configs: [{targets: ['a:1'], labels: {rack: 1}}]"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_malformed_is_one_error(name: str) -> None:
    _, collected = lift(REFUSED[name])

    assert [d.severity for d in collected.diagnostics] == [Severity.ERROR]
    assert collected.diagnostics[0].check == "scrape/malformed"


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_well_formed_is_no_finding(name: str) -> None:
    assert lift(TAKEN[name])[1].diagnostics == []


@pytest.mark.parametrize("name", REFUSED)
def test_promtool_refuses_it_too(name: str, tmp_path: Path) -> None:
    assert not promtool_takes(REFUSED[name], tmp_path, "config")


@pytest.mark.parametrize("name", TAKEN)
def test_promtool_takes_it_too(name: str, tmp_path: Path) -> None:
    assert promtool_takes(TAKEN[name], tmp_path, "config")


def test_vmagent_may_say_more() -> None:
    text = job("stream_parse: true\n  relabel_configs: [{action: keep_metrics, regex: a}]")

    config, collected = lift(text)

    assert config.vmagent and collected.diagnostics == []
