"""An engine becomes a scrape job, and rules under which all engines can be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.loading.files import Loaded
from frontierkit.loading.sources import SourceOptions, load_sources

IMPORTS = "from frontierkit.authoring import *\n"


def load(root: Path, source: str, *engines: str) -> Loaded:
    (root / "sources").mkdir(exist_ok=True)
    (root / "sources" / "stack.py").write_text(IMPORTS + source, encoding="utf-8")
    found = load_sources(root, options=SourceOptions(engines=engines))
    assert [d.finding.message for d in found.findings] == []
    return found


def test_all_declared_engines_are_compiled_unless_some_are_named(tmp_path: Path) -> None:
    source = 'a = engines.ollama.at("o:1")\nb = engines.vllm.at("v:1")'

    everything = load(tmp_path, source)
    one = load(tmp_path, source, "vllm")
    shipped = load(tmp_path, source, "sglang")

    assert [engine.name for engine in everything.project.engines] == ["ollama", "vllm"]
    assert [job.name.text for job in everything.project.jobs] == [
        "ollama",
        "vllm",
        "frontierkit-expected",
    ]
    assert [engine.name for engine in one.project.engines] == ["vllm"]
    assert [engine.name for engine in shipped.project.engines] == ["sglang"]


def test_the_job_of_an_engine_adds_the_labels_that_all_engines_have(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        'v = engines.vllm.at(target("v:1", labels={"gpu": "a"}), interval="5s", timeout="4s", '
        'version="0.12.0")',
    )

    job, _ = found.project.jobs
    assert (job.interval_s, job.timeout_s, job.exporters) == (5, 4, ("vllm",))
    assert job.versions == {"vllm": "0.12.0"}
    assert (job.static, job.discovery, job.discovered) == ((), ("file",), {"gpu": ("a",)})
    assert job.options == {
        "file_sd_configs": [{"files": ["../../targets/vllm.json"], "refresh_interval": "30s"}]
    }
    assert [(s.source_labels, s.target_label, s.replacement) for s in job.relabel] == [
        ((), "engine", "vllm")
    ]
    assert [(s.source_labels, s.target_label) for s in job.metric_relabel] == [
        (("model_name",), "model")
    ]


def test_signals_are_recorded_under_the_same_names_and_labels(tmp_path: Path) -> None:
    found = load(tmp_path, 'l = engines.llamacpp.at("l:1", model="qwen")')

    normalising, _ = found.project.rule_groups
    assert normalising.path == "prometheus/rules/engine_llamacpp.yml"
    assert [rule.name.text for rule in normalising.rules] == [
        "llm:up",
        "llm:prompt_tokens:rate5m",
        "llm:generated_tokens:rate5m",
        "llm:requests_running",
        "llm:requests_waiting",
    ]
    assert normalising.rules[1].query.text == (
        'sum by (engine) (rate(llamacpp:prompt_tokens_total{job="llamacpp"}[5m]))'
    )
    assert {tuple(label.text for label in rule.labels.values()) for rule in normalising.rules} == {
        ("llamacpp", "qwen")
    }


def test_what_is_expected_is_told_by_targets_and_recorded_by_one_rule(tmp_path: Path) -> None:
    found = load(tmp_path, 'l = engines.llamacpp.at("l:1")\nv = engines.vllm.at("v:1")')

    job = found.project.jobs[-1]
    assert (job.name.text, job.target_file) == ("frontierkit-expected", "targets/expected.json")
    assert [
        (
            [address.text for address in group.addresses],
            {k: v.text for k, v in group.labels.items()},
        )
        for group in job.beside
    ] == [
        (["prometheus:9090"], {"engine": "llamacpp", "expected_job": "llamacpp"}),
        (["prometheus:9090"], {"engine": "vllm", "expected_job": "vllm"}),
    ]
    assert job.discovered == {"engine": ("llamacpp", "vllm"), "expected_job": ("llamacpp", "vllm")}
    assert [(rule.name.text, rule.query.text) for rule in found.project.rule_groups[-1].rules] == [
        (
            "frontierkit:expected_targets",
            (
                'group by (engine, job) (label_replace(up{job="frontierkit-expected"}, '
                '"job", "$1", "expected_job", "(.+)"))'
            ),
        )
    ]


def test_the_targets_of_an_optional_job_stand_beside_the_release(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
redis = scrape_job("redis", "redis-exporter:9121", labels={"service": "cache"}, optional=True)
probes = scrape_job("probes", target("v:1", labels={"engine": "vllm"}), optional="blackbox")
mine = scrape_job("alertmanager", "alertmanager:9093", optional=True)
server = prometheus(alertmanagers=mine)
""",
    )

    redis, probes, _ = found.project.jobs
    (config,) = found.project.prometheus
    assert (redis.static, redis.discovered) == ((), {"service": ("cache",)})
    assert (redis.target_file, probes.target_file) == ("targets/redis.json", "targets/probes.json")
    assert {k: v.text for k, v in probes.beside[0].labels.items()} == {
        "__service__": "blackbox",
        "engine": "vllm",
    }
    assert config.alertmanager_file == "targets/alertmanager.json"
    assert [address.text for address in config.alertmanagers] == ["alertmanager:9093"]


def test_histograms_are_recorded_as_their_percentiles(tmp_path: Path) -> None:
    found = load(tmp_path, 'o = engines.ollama_frcooper.at("o:1")')

    names = [rule.name.text for rule in found.project.rule_groups[0].rules]
    assert [name for name in names if "load" in name] == [
        "llm:model_load_seconds:p50_5m",
        "llm:model_load_seconds:p95_5m",
        "llm:model_load_seconds:p99_5m",
    ]


def test_an_engine_of_ones_own_is_placed_where_its_bindings_are_written(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
tabby = engine(
    "tabby",
    exporter="vllm",
    bindings={signals.waiting: 'sum by (engine) (tabby_waiting{job="$job"})'},
    otherwise="not there",
).at("tabby:1")
""",
    )

    (engine,) = found.project.engines
    (_, waiting) = found.project.rule_groups[0].rules
    text = waiting.query.text
    assert text == 'sum by (engine) (tabby_waiting{job="tabby"})'
    assert waiting.query.passage.place.position(text.index("tabby_waiting")) == (6, 50)
    assert engine.bindings["waiting"].query is not None
    assert engine.bindings["ttft"].reason == "not there"


@pytest.mark.parametrize("name", ["ollama", "mistralrs", "vllm"])
def test_what_is_shipped_is_placed_where_the_user_asks_for_it(tmp_path: Path, name: str) -> None:
    found = load(tmp_path, f'\n\nmine = engines.{name}.at("x:1")')

    assert {
        (rule.query.passage.place.path, rule.query.passage.place.position().line)
        for group in found.project.rule_groups
        for rule in group.rules
    } == {("sources/stack.py", 4)}


def test_rule_groups_are_made_for_each_engine(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """
@per_engine
def queue(engine):
    if not engine.exports(signals.waiting):
        return None
    return rule_group(
        f"{engine.name} queue", alert("QueueFull", f"{engine[signals.waiting]} > 10")
    )
""",
        "vllm",
        "ollama",
        "ollama_frcooper",
        "llamacpp",
    )

    alerts = [
        (group.name.text, rule.query.text)
        for group in found.project.rule_groups
        for rule in group.rules
        if rule.alerting
    ]
    assert alerts == [
        ("vllm queue", 'sum by (engine, model) (vllm:num_requests_waiting{job="vllm"}) > 10'),
        (
            "llamacpp queue",
            'sum by (engine) (llamacpp:requests_deferred{job="llamacpp"}) > 10',
        ),
    ]
