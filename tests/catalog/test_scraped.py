"""The labels of a series from the exporter to the storage."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from textwrap import dedent, indent
from urllib.parse import quote

import pytest

from frontierkit.catalog.scraped import (
    UNKNOWN_TARGET,
    OpenName,
    bound_texts,
    relabelled,
    scraped,
)
from frontierkit.catalog.scraped_jobs import JobScraping
from frontierkit.catalog.scraped_targets import target_labels
from frontierkit.labels import Label, Labels, Presence, Values
from frontierkit.model.scrape import Relabel, ScrapeJob
from tests.catalog.running import running, settled
from tests.catalog.scraping import all_of, jobs, step

NEVER, MAYBE, ALWAYS = Presence
ANY = Label(MAYBE)


def shown(labels: Labels | None) -> dict[str, str]:
    """Return labels in words: `always: x y`, `maybe`; `*` stands for all that are not named."""
    assert labels is not None
    words = {name: _word(label) for name, label in labels.named.items() if label.presence > NEVER}
    return words | ({"*": "maybe"} if labels.others is MAYBE else {})


def _word(label: Label) -> str:
    values = "".join(f" {value}" for value in sorted(label.values.finite or ()))
    return f"{label.presence.word}:{values}" if values else label.presence.word


@pytest.mark.parametrize(
    ("job", "labels"),
    [
        pytest.param(
            "static_configs: [{targets: ['a:1', 'b:2']}]",
            {"job": "always: j", "instance": "always: a:1 b:2"},
            id="static targets have a job and an instance",
        ),
        pytest.param(
            "static_configs: [{targets: ['a:1'], labels: {gpu: nvidia, job: other}},"
            " {targets: ['b:2']}]",
            {"job": "always: j other", "instance": "always: a:1 b:2", "gpu": "maybe: nvidia"},
            id="labels of some targets may be absent",
        ),
        pytest.param(
            "static_configs: [{targets: [host]}]",
            {"job": "always: j", "instance": "always: host host:80"},
            id="Prometheus 2 adds a port",
        ),
        pytest.param(
            """
            static_configs: [{targets: ['http://a/health', 'http://b/ready']}]
            relabel_configs:
            - {source_labels: [__address__], target_label: __param_target}
            - {source_labels: [__param_target], target_label: instance}
            - {target_label: __address__, replacement: 'blackbox:9115'}
            """,
            {"job": "always: j", "instance": "always: http://a/health http://b/ready"},
            id="probes",
        ),
        pytest.param(
            """
            static_configs: [{targets: ['a:1', 'b:2']}]
            relabel_configs:
            - {source_labels: [__address__], regex: 'a:.*', action: drop}
            - {source_labels: [__scheme__, __metrics_path__], separator: '', target_label: page}
            """,
            {"job": "always: j", "instance": "always: b:2", "page": "always: http/metrics"},
            id="what is dropped leaves nothing behind",
        ),
        pytest.param(
            "dns_sd_configs: [{names: [a.example]}]",
            {"job": "always: j", "instance": "always"},
            id="a discovery leaves nothing but job and instance",
        ),
        pytest.param(
            """
            kubernetes_sd_configs: [{role: pod}]
            relabel_configs:
            - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
            - {source_labels: [__meta_kubernetes_pod_name], target_label: pod, regex: (.+)}
            - {target_label: cluster, replacement: main}
            """,
            {
                "job": "always: j",
                "instance": "always",
                "namespace": "maybe",
                "pod": "maybe",
                "cluster": "always: main",
            },
            id="relabelling keeps what a discovery tells",
        ),
        pytest.param(
            """
            kubernetes_sd_configs: [{role: pod}]
            relabel_configs: [{action: labelmap, regex: __meta_kubernetes_pod_label_(.+)}]
            """,
            {"job": "always", "instance": "always", "*": "maybe"},
            id="a map of pod labels may set any label",
        ),
        pytest.param(
            "file_sd_configs: [{files: [targets.json]}]",
            {"job": "always", "instance": "always", "*": "maybe"},
            id="files may set any label",
        ),
        pytest.param(
            """
            file_sd_configs: [{files: [targets.json]}]
            relabel_configs: [{action: labelkeep, regex: '__.*|job|instance'}]
            """,
            {"job": "always", "instance": "always", "*": "maybe"},
            id="what a regex keeps is not listed",
        ),
    ],
)
def test_labels_of_targets(tmp_path: Path, job: str, labels: dict[str, str]) -> None:
    assert shown(target_labels(_job(tmp_path, job))) == labels


def test_a_job_whose_targets_are_all_dropped_has_none(tmp_path: Path) -> None:
    job = """
    static_configs: [{targets: ['a:1']}]
    relabel_configs: [{source_labels: [__address__], regex: 'b:.*', action: keep}]
    """

    assert target_labels(_job(tmp_path, job)) is None


def _job(folder: Path, text: str) -> ScrapeJob:
    body = indent(dedent(text).strip(), "  ")
    return jobs(folder, f"scrape_configs:\n- job_name: j\n{body}\n")[0]


TARGET = all_of([{"job": "gpu", "instance": "a:1", "gpu": "nvidia"}])
EXPORTED = Labels({"gpu": Label(ALWAYS, Values.of("0", "1")), "UUID": Label(ALWAYS)}, NEVER)
GIVEN = {"job": "always: gpu", "instance": "always: a:1", "gpu": "always: nvidia"}


@pytest.mark.parametrize(
    ("exported", "target", "honor", "stored"),
    [
        (EXPORTED, TARGET, False, {**GIVEN, "exported_gpu": "always: 0 1", "UUID": "always"}),
        (EXPORTED, TARGET, True, {**GIVEN, "gpu": "always: 0 1", "UUID": "always"}),
        (Labels({"gpu": ANY}, NEVER), TARGET, False, {**GIVEN, "exported_gpu": "maybe"}),
        (Labels({"gpu": ANY}, NEVER), TARGET, True, {**GIVEN, "gpu": "maybe"}),
        (
            all_of([{"gpu": "0", "exported_gpu": "1"}]),
            TARGET,
            False,
            {**GIVEN, "exported_gpu": "always: 1", "exported_exported_gpu": "always: 0"},
        ),
        (
            all_of([{"job": "x"}, {}]),
            all_of([{"job": "a", "gpu": "g"}, {"job": "a"}]),
            False,
            {"job": "always: a", "gpu": "maybe: g", "exported_job": "maybe: x"},
        ),
        # What an exporter may add, a target may push aside; what a target may add, likewise.
        (Labels(), TARGET, False, {**GIVEN, "*": "maybe"}),
        (Labels(), TARGET, True, dict.fromkeys(GIVEN, "always") | {"*": "maybe"}),
        (
            all_of([{"gpu": "0", "mode": "idle"}]),
            UNKNOWN_TARGET,
            False,
            {"gpu": "always", "mode": "always: idle", "instance": "maybe", "job": "maybe",
             "*": "maybe"},
        ),
    ],
)  # fmt: skip
def test_labels_of_the_target_meet_those_of_the_exporter(
    exported: Labels, target: Labels, honor: bool, stored: dict[str, str]
) -> None:
    assert shown(scraped(exported, target, honor=honor)) == stored


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([], ["m"]),
        ([step("drop", source_labels=("__name__",), regex="m|n")], []),
        ([step("labeldrop", regex="__name__")], []),
        ([step(source_labels=("__name__",), regex="m(.*)", target_label="__name__",
               replacement="new$1")], ["new"]),
        ([step(source_labels=("mode",), regex="idle", target_label="__name__", replacement="i")],
         ["i", "m"]),
    ],
)  # fmt: skip
def test_relabelling_of_metrics_drops_and_renames(steps: list[Relabel], left: list[str]) -> None:
    labels = all_of([{"mode": "idle"}, {"mode": "user"}])

    found = relabelled("m", labels, tuple(steps))

    assert [each.name for each in found] == left


def test_a_name_made_of_unknown_values_is_not_guessed() -> None:
    steps = (step(source_labels=("mode",), regex="(.+)", target_label="__name__"),)

    with pytest.raises(OpenName):
        relabelled("m", Labels({"mode": Label(ALWAYS)}, NEVER), steps)


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        (1.0, "1"),
        (1.0, "1.0"),
        (0.5, "0.5"),
        (1e6, "1e+06"),
        (1e6, "1000000"),
        (1e6, "1000000.0"),
        (1048576.0, "1.048576e+06"),
        (1e-05, "1e-05"),
        (1e7, "1.0E7"),
        (0.00025, "0.00025"),
        (float("inf"), "+Inf"),
    ],
)
def test_a_bound_is_written_in_many_ways(bound: float, text: str) -> None:
    assert text in bound_texts(bound)
    assert {float(each) for each in bound_texts(bound)} == {bound}


PAGE = """\
# TYPE load gauge
load{gpu="0",UUID="u",mode="idle"} 1
load{gpu="1",UUID="v",mode="user"} 1
old_total{job="exporter",exported_gpu="7",gpu="8"} 1
secret{x="y"} 1
"""
CONFIG = """
global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs:
- job_name: plain
  static_configs: [{{targets: ['{address}'], labels: {{gpu: nvidia}}}}]
  metric_relabel_configs:
  - {{source_labels: [__name__], regex: secret, action: drop}}
  - {{source_labels: [__name__], regex: 'old_(.+)', target_label: __name__, replacement: new_$1}}
  - {{source_labels: [__name__, mode], regex: 'load;(i.*)', target_label: first, replacement: '$1'}}
  - {{regex: UUID, action: labeldrop}}
- job_name: honoured
  honor_labels: true
  static_configs: [{{targets: ['{address}'], labels: {{gpu: nvidia}}}}]
"""


@pytest.mark.skipif(not which("prometheus"), reason="prometheus is not installed")
def test_series_are_stored_as_prometheus_stores_them(tmp_path: Path) -> None:
    with _exporter() as address, running(tmp_path, CONFIG.format(address=address)) as ask:
        selector = quote('{__name__=~".+",__name__!~"scrape_.*|up"}')
        stored = settled(lambda: ask(f"series?match[]={selector}"), len)
    theirs = sorted(sorted(labels.items()) for labels in stored)

    ours = sorted(
        sorted([("__name__", left.name), *_only_values(left.labels)])
        for job in jobs(tmp_path, CONFIG.format(address=address))
        for name, labels in _exposed()
        for left in JobScraping(job).stored(name, all_of([labels]), None)
    )

    assert len(theirs) == 7
    assert ours == theirs


def _only_values(labels: Labels) -> Iterator[tuple[str, ...]]:
    for name, label in labels.named.items():
        if label.presence > NEVER:
            yield name, *(label.values.finite or frozenset())


def _exposed() -> Iterator[tuple[str, dict[str, str]]]:
    from prometheus_client.parser import text_string_to_metric_families

    for family in text_string_to_metric_families(PAGE):
        for sample in family.samples:
            yield sample.name, sample.labels


@contextmanager
def _exporter() -> Iterator[str]:
    """Serve the page on a port of this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
