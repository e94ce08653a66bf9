"""The stack without Docker, from the first build to the last process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from frontierkit.programs.service import Process
from frontierkit.stack import native_state
from frontierkit.stack.live import LivePrometheus
from tests.stack.project import ROUTES, SOURCE, begin, eventually, frontierkit, needs, webhook

PROGRAMS = (
    ("prometheus",),
    ("promtool",),
    ("alertmanager", "prometheus-alertmanager"),
    ("node_exporter", "prometheus-node-exporter"),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    needs(*PROGRAMS)
    yield begin(tmp_path / "project")
    frontierkit("stack", "down", cwd=tmp_path / "project")


def succeeds(*words: str, cwd: Path) -> str:
    done = frontierkit(*words, cwd=cwd)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def missing(came: list[dict[str, Any]], state: str) -> set[str]:
    """Return the engines that an alert has come for."""
    return {each["labels"]["engine"] for each in came if each["status"] == state}


def test_what_was_built_runs_alerts_switches_reloads_and_ends(project: Path) -> None:
    build = project / "build"
    with webhook() as (url, came):
        (project / "sources/routes.py").write_text(ROUTES.format(url=url), encoding="utf-8")
        start = ("stack", "up", "--native", "--simulate")

        # What was built is loaded unchanged, and all of it is well.
        succeeds("build", cwd=project)
        built = {p: p.read_bytes() for p in (build / "current").rglob("*") if p.is_file()}
        assert succeeds("stack", "use", "ollama", "vllm", cwd=project) == "active: ollama, vllm\n"
        said = succeeds(*start, cwd=project)
        assert "what runs is what was built" in said
        assert "fires and has reached Alertmanager" in said
        services = native_state.read(build)
        prometheus = LivePrometheus(f"http://{services['prometheus'].address}")
        assert {target.job for target in prometheus.targets()} == {
            "alertmanager",
            "frontierkit-expected",
            "node",
            "ollama",
            "prometheus",
            "vllm",
        }
        rules = [rule for group in prometheus.rule_groups() for rule in group["rules"]]
        assert {rule["health"] for rule in rules} == {"ok"}
        assert prometheus.value("sum(rate(vllm:generation_tokens_total[10s])) > 0") is not None

        # Starting it again changes nothing.
        succeeds(*start, cwd=project)
        assert native_state.read(build) == services

        # An engine that stops is told to the webhook; one that comes back, too.
        services["simulated-vllm"].process.end()
        eventually(lambda: "vllm" in missing(came, "firing"), "the alert of vllm came")
        assert frontierkit("stack", "status", cwd=project).returncode == 1
        succeeds(*start, cwd=project)
        eventually(lambda: "vllm" in missing(came, "resolved"), "the alert of vllm was resolved")

        # What is active is switched without a reload, within one interval of looking again.
        loaded = prometheus.reloaded_at()
        succeeds("stack", "use", "llamacpp", cwd=project)
        eventually(lambda: scraped(prometheus) == {"llamacpp"}, "only llamacpp is scraped")
        eventually(
            lambda: (
                prometheus.value('frontierkit:expected_targets{job="llamacpp"}') == 1
                and prometheus.value("count(frontierkit:expected_targets)") == 1
            ),
            "only llamacpp is expected",
        )
        assert prometheus.reloaded_at() == loaded

        # A new build is not what runs until it is reloaded, and then it is.
        assert {p: p.read_bytes() for p in built} == built
        more = SOURCE + 'more = rule_group("more", alert("AnyDown", "up == 0", for_="1h"))\n'
        (project / "sources/all.py").write_text(more, encoding="utf-8")
        succeeds("build", cwd=project)
        before = frontierkit("stack", "status", "--format", "json", cwd=project)
        assert "group `more` of all.yml is not loaded" in before.stdout
        name = os.readlink(build / "current").removeprefix("releases/")
        assert succeeds("stack", "reload", cwd=project) == f"release {name} runs\n"

        # Nobody was ever missed who was not active.
        assert missing(came, "firing") == {"vllm"}

    everything = list(native_state.read(build).values())
    assert len(everything) == 6
    succeeds("stack", "down", cwd=project)
    assert [service.process.alive for service in everything] == [False] * 6
    assert native_state.read(build) == {}
    targets = (build / "targets").glob("*.json")
    assert {path.read_text(encoding="utf-8") for path in targets} == {"[]\n"}


def scraped(prometheus: LivePrometheus) -> set[str]:
    """Return the engines that are scraped."""
    engines = {"ollama", "vllm", "llamacpp"}
    return {target.job for target in prometheus.targets() if target.up} & engines


def test_a_server_that_does_not_start_says_why_and_leaves_nothing(project: Path) -> None:
    broken = project / "broken.yml"
    broken.write_text("route: {receiver: nobody}\nreceivers: []\n", encoding="utf-8")
    succeeds("build", cwd=project)

    done = frontierkit("stack", "up", "--native", "--alertmanager-config", str(broken), cwd=project)

    assert done.returncode == 3
    assert "error: `alertmanager` never got healthy: it has ended. It last said:" in done.stderr
    assert "undefined receiver" in done.stderr
    assert native_state.read(project / "build") == {}


def test_a_port_that_is_in_use_is_named(project: Path) -> None:
    succeeds("build", cwd=project)
    with webhook() as (url, _):
        port = url.split(":")[2].partition("/")[0]
        done = frontierkit("stack", "up", "--native", "--port-prometheus", port, cwd=project)

    assert done.returncode == 3
    assert f"error: port {port}, wanted for prometheus, is in use\n" in done.stderr
    assert native_state.read(project / "build") == {}


def test_what_was_backed_up_can_be_proved_and_restored(project: Path) -> None:
    build = project / "build"
    succeeds("build", cwd=project)
    succeeds("stack", "up", "--native", "--simulate", cwd=project)
    checked = json.loads(succeeds("stack", "check", "--traffic", "vllm", "--format", "json",
                                  cwd=project))  # fmt: skip
    succeeds("stack", "backup", "copies", cwd=project)
    checklist = frontierkit("stack", "status", "--checklist", cwd=project)
    succeeds("stack", "down", "--volumes", "--yes", cwd=project)

    (copy,) = (project / "copies").iterdir()
    assert "whole: " in succeeds("stack", "backup", str(copy), "--verify", cwd=project)
    succeeds("stack", "restore", str(copy), cwd=project)
    again = frontierkit("stack", "restore", str(copy), cwd=project)
    block = next(copy.rglob("index"))
    block.write_bytes(b"damaged")
    damaged = frontierkit("stack", "backup", str(copy), "--verify", cwd=project)

    states = {(each["topic"], each["state"]) for each in checked["answers"]}
    assert {("vllm", "good"), ("ollama", "good"), ("traffic", "good")} <= states
    assert "Backup strategy for metrics/logs" in checklist.stdout, checklist.stderr
    assert "the last one is 0.0 days old" in checklist.stdout
    assert again.returncode == 2 and "holds metrics already" in again.stderr
    assert damaged.returncode == 3 and "is not what was copied" in damaged.stderr
    assert list((build / ".native/data/prometheus").rglob("index"))


def test_a_process_of_the_same_id_is_not_taken_for_ours() -> None:
    me = Process(os.getpid(), "once upon a time")

    me.end(patience_s=0)

    assert not me.alive
