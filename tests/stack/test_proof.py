"""The proof tells of everything that is not as it was built; the servers are played by a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from frontierkit.stack.active import use_engines
from frontierkit.stack.answer import State, good
from frontierkit.stack.checklist import checklist
from frontierkit.stack.live import LiveAlertmanager, LiveGrafana, LivePrometheus
from frontierkit.stack.proof import prove
from frontierkit.stack.reload import NotReloaded, reload
from frontierkit.stack.running import Running
from tests.stack.project import SOURCE, built

DASHBOARD = """
from frontierkit.authoring import dashboard, timeseries
board = dashboard("Board", timeseries("Up", "sum by (job) (up)"))
"""
Answers = dict[str, Any]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = built(tmp_path_factory.mktemp("project") / "project", SOURCE + DASHBOARD)
    use_engines(build, {"vllm": ()})
    return build


def healthy(build: Path) -> Answers:
    """Return what the servers answer when all is well, by the beginning of the path."""
    current = build / "current"
    groups = [
        {
            "name": group["name"],
            "file": f"/x/{path.name}",
            "interval": 1,
            "evaluationTime": 0.001,
            "rules": [
                {
                    "name": rule.get("alert") or rule["record"],
                    "query": rule["expr"],
                    "duration": 6 if rule.get("for") else 0,
                    "labels": rule.get("labels", {}),
                    "annotations": rule.get("annotations", {}),
                    "health": "ok",
                    "type": "alerting" if "alert" in rule else "recording",
                }
                for rule in group["rules"]
            ],
        }
        for path in sorted((current / "prometheus/rules").glob("*.yml"))
        for group in yaml.safe_load(path.read_text("utf-8"))["groups"]
    ]
    target = {
        "labels": {"job": "vllm", "instance": "vllm:8000", "engine": "vllm"},
        "scrapeUrl": "http://vllm:8000/metrics",
        "health": "up",
        "lastError": "",
    }
    (board,) = (current / "grafana/dashboards").rglob("*.json")
    config = (current / "prometheus/prometheus.yml").read_text("utf-8")
    return {
        "/-/ready": "ready",
        "/api/health": {},
        "/api/v1/status/buildinfo": {"data": {"version": "3.14.0"}},
        "/api/v1/status/config": {"data": {"yaml": config}},
        "/api/v1/status/flags": {"data": {"config.file": "/x/prometheus.yml"}},
        "/api/v1/rules": {"data": {"groups": groups}},
        "/api/v1/targets": {"data": {"activeTargets": [target]}},
        "/api/v1/alertmanagers": {"data": {"activeAlertmanagers": [{"url": "http://a"}]}},
        "/api/v1/query": {"data": {"result": [{"value": [0, "0.5"]}]}},
        "/api/v2/alerts": [{}],
        "/api/v2/status": {"config": {"original": "receivers: []"}},
        "/api/search": [{"uid": json.loads(board.read_text("utf-8"))["uid"]}],
        "/metrics": "prometheus_config_last_reload_successful 1\n"
        "prometheus_config_last_reload_success_timestamp_seconds 1000.5\n",
    }


@contextmanager
def running(build: Path, answers: Answers) -> Iterator[Running]:
    """Play the servers of a stack."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = [path for path in answers if self.path.startswith(path)]
            self.send_response(200 if known else 404)
            self.end_headers()
            if known:
                answer = answers[max(known, key=len)]
                text = answer if isinstance(answer, str) else json.dumps(answer)
                self.wfile.write(text.encode("utf-8"))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}"
        try:
            grafana = LiveGrafana(url, "admin", "word")
            yield Running(build, "here", LivePrometheus(url), LiveAlertmanager(url), grafana)
        finally:
            server.shutdown()
            thread.join()


def told(build: Path, **changes: Any) -> dict[str, tuple[State, str]]:
    answers = healthy(build) | {path.replace("__", "/"): value for path, value in changes.items()}
    with running(build, {path: each for path, each in answers.items() if each is not None}) as it:
        return {answer.topic: (answer.state, answer.found) for answer in prove(it)}


def test_nothing_is_wrong_with_what_runs_as_it_was_built(build: Path) -> None:
    assert {state for state, _ in told(build).values()} == {State.GOOD}


def change(answers: Answers, path: str, **changes: Any) -> Answers:
    """Change what a server says of the first target, group or rule."""
    copy: Answers = json.loads(json.dumps(answers[path]))
    data = copy["data"]
    first = data["activeTargets"][0] if "activeTargets" in data else data["groups"][0]
    (first["rules"][0] if "health" in changes and "rules" in first else first).update(changes)
    return copy


def test_what_is_wrong_is_told(build: Path) -> None:
    answers = healthy(build)
    down = change(answers, "/api/v1/targets", health="down", lastError="connection refused")
    sick = change(answers, "/api/v1/rules", health="err", lastError="many-to-many")
    slow = change(answers, "/api/v1/rules", evaluationTime=0.9)

    assert told(build, __api__v1__targets=down)["targets"] == (
        State.BAD,
        "vllm: http://vllm:8000/metrics is down: connection refused",
    )
    assert told(build, __api__v1__targets=down)["engines"][1] == "active and not answering: `vllm`"
    assert "fails: many-to-many" in told(build, __api__v1__rules=sick)["rules"][1]
    assert "takes 0.9 s of its 1 s" in told(build, __api__v1__rules=slow)["evaluation"][1]
    full = {"data": {"result": [{"value": [0, "0.94"]}]}}
    assert "94% of the machine's are in use" in told(build, __api__v1__query=full)["memory"][1]
    none: Answers = {"data": {"activeAlertmanagers": []}}
    assert "alerts to none" in told(build, __api__v1__alertmanagers=none)["Alertmanager"][1]
    assert told(build, __api__v2__alerts=[])["watchdog"][0] is State.BAD
    assert "not in Grafana: `board`" in told(build, __api__search=[])["dashboards"][1]
    other = {"data": {"yaml": "global: {}"}}
    assert told(build, __api__v1__status__config=other)["configuration"][0] is State.BAD


def test_a_server_that_answers_nonsense_is_a_sentence(build: Path) -> None:
    said = told(build, __api__v1__targets="<html>")

    assert said["targets"][0] is State.BAD
    assert "answers with something that is no JSON: '<html>'" in said["targets"][1]


def test_a_prometheus_that_is_not_ready_ends_the_proof(build: Path) -> None:
    said = told(build, **{"__-__ready": None})

    assert list(said) == ["release", "Prometheus"]
    assert said["Prometheus"][0] is State.BAD


@pytest.mark.parametrize(
    ("metrics", "says"),
    [
        (
            "prometheus_config_last_reload_successful 0\n",
            "Prometheus has refused the configuration",
        ),
        (None, "has not read its configuration again"),
    ],
)
def test_a_reload_that_changes_nothing_is_told(build: Path, metrics: str | None, says: str) -> None:
    answers = healthy(build)

    def refuse() -> None:
        if metrics is not None:
            answers["/metrics"] = metrics

    with running(build, answers) as it, pytest.raises(NotReloaded, match=says):
        reload(it, refuse, patience_s=0.1)


def test_the_checklist_has_eleven_lines_each_answered(build: Path) -> None:
    with running(build, healthy(build)) as it:
        lines = {answer.topic: answer for answer in checklist(it, good("", "rotated"))}

    assert len(lines) == 11
    assert lines["Prometheus deployed and scraping metrics"].state is State.GOOD
    assert lines["Log rotation configured"].found == "rotated"
    channels = lines["Alertmanager configured with notification channels"]
    assert (channels.state, channels.found) == (State.BAD, "no receiver tells anybody")
    permissions = lines["Dashboard permissions configured"]
    assert (permissions.state, permissions.found) == (State.BAD, "everybody sees the dashboards")
    assert lines["Backup strategy for metrics/logs"].found == "none has been made"
