"""A small build as it could be emitted, for the tests of the second opinions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from frontierkit.model.location import Origin, Passage
from frontierkit.model.rules import ExpectedAlert, RuleTest
from frontierkit.output import OutputFile, OutputTree, as_json, as_yaml

DOWN = 'up{job="vllm"} == 0'
REQUESTS = "sum by (job) (rate(requests_total[5m]))"
KNOWN = (DOWN, REQUESTS, REQUESTS)


def dashboard(**changes: Any) -> dict[str, Any]:
    panel = {
        "id": 1,
        "type": "timeseries",
        "title": "Requests",
        "gridPos": {"h": 8, "w": 12, "x": 0, "y": 0},
        "datasource": {"type": "prometheus", "uid": "prometheus"},
        "targets": [{"refId": "A", "expr": REQUESTS}],
        "fieldConfig": {"defaults": {"unit": "reqps"}, "overrides": []},
        "options": {},
    }
    return {
        "uid": "engines",
        "title": "Engines",
        "schemaVersion": 42,
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": []},
        "annotations": {"list": []},
        "panels": [panel],
        **changes,
    }


def rules(**changes: Any) -> dict[str, Any]:
    alert = {"alert": "Down", "expr": DOWN, "for": "2m", "labels": {"severity": "critical"}}
    record = {"record": "job:requests:rate5m", "expr": REQUESTS}
    return {"groups": [{"name": "engines", "rules": [alert, record], **changes}]}


def rule_tests(at: str = "5m", expected: int = 1) -> dict[str, Any]:
    instances = [{"exp_labels": {"severity": "critical", "job": "vllm"}}] * expected
    test = {
        "name": "an engine is down",
        "interval": "1m",
        "input_series": [{"series": 'up{job="vllm"}', "values": "0x10"}],
        "alert_rule_test": [{"alertname": "Down", "eval_time": at, "exp_alerts": instances}],
    }
    return {"rule_files": ["../rules/engines.yml"], "evaluation_interval": "1m", "tests": [test]}


def prometheus(**changes: Any) -> dict[str, Any]:
    job = {
        "job_name": "vllm",
        "authorization": {"credentials_file": "/run/secrets/vllm"},
        "file_sd_configs": [
            {"files": ["/etc/prometheus/targets/vllm.json", "../../targets/*.json"]}
        ],
        **changes,
    }
    return {
        "global": {"scrape_interval": "15s"},
        "rule_files": ["rules/*.yml"],
        "scrape_configs": [job],
    }


def tree(**changes: Mapping[str, Any]) -> OutputTree:
    """Return a build that everyone accepts, but for what is changed."""
    payloads = {
        "prometheus/prometheus.yml": changes.get("prometheus", prometheus()),
        "prometheus/rules/engines.yml": changes.get("rules", rules()),
        "prometheus/tests/engines.yml": changes.get("rule_tests", rule_tests()),
    }
    board = OutputFile(
        PurePosixPath("grafana/dashboards/engines.json"),
        as_json(changes.get("dashboard", dashboard())),
        "sources/boards.py:7",
    )
    texts = {path: as_yaml(payload) for path, payload in payloads.items()}
    files = (OutputFile(PurePosixPath(p), t, "sources/rules.py:3") for p, t in texts.items())
    return OutputTree([board, *files])


def declared_test(at_s: float = 300) -> RuleTest:
    """Return the test of `rule_tests`, as the model has it."""
    place = Origin("sources/rules.py", 42)
    expected = ExpectedAlert(Passage("Down", place), at_s, (), place)
    return RuleTest("an engine is down", 60, (), (expected,), Origin("sources/rules.py", 40))
