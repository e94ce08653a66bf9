"""What runs is told from what was built, whatever spelling a server gives it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frontierkit.stack.drift import config_drift, rule_drift

BUILT = """\
global: {scrape_interval: 90s}
rule_files: [rules/*.yml]
scrape_configs:
  - job_name: node
    file_sd_configs: [{files: [../../targets/node.json]}]
    honor_labels: false
    authorization: {credentials_file: /run/secrets/node}
"""
RUNNING = """\
global:
  scrape_interval: 1m30s
  scrape_timeout: 10s
rule_files:
- /etc/frontierkit/current/prometheus/rules/*.yml
scrape_configs:
- job_name: node
  honor_timestamps: true
  file_sd_configs:
  - files:
    - /etc/frontierkit/targets/node.json
    refresh_interval: 5m
  authorization:
    type: Bearer
    credentials_file: /run/secrets/node
"""
FILE = "/etc/frontierkit/current/prometheus/prometheus.yml"


def test_the_same_configuration_in_other_words_is_the_same() -> None:
    assert list(config_drift(BUILT, RUNNING, FILE)) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("90s", "60s", "`global.scrape_interval` is `1m30s`, and was built as `60s`"),
        (
            "targets/node.json",
            "targets/nodes.json",
            "was built as `../../targets/nodes.json`",
        ),
        ("job_name: node", "job_name: host", "`scrape_configs` runs without `host`"),
        (
            "honor_labels: false",
            "honor_labels: true",
            "`scrape_configs[node].honor_labels` is not what runs: it is not set",
        ),
        (
            "[rules/*.yml]",
            "[rules/*.yml, more.yml]",
            "`rule_files` runs without `1`",
        ),
    ],
)
def test_what_differs_is_named(old: str, new: str, says: str) -> None:
    (said, *_) = config_drift(BUILT.replace(old, new), RUNNING, FILE)

    assert says in said


def test_what_was_not_built_is_named() -> None:
    more = RUNNING + "- job_name: other\n"

    assert list(config_drift(BUILT, more, FILE)) == [
        "`scrape_configs` runs with `other`, which was not built"
    ]


@pytest.mark.parametrize(
    ("built", "running"),
    [
        ('matchers: [severity="critical"]', "matchers: ['severity=\"critical\"']"),
        ("matchers: [severity=critical]", "matchers: ['severity=\"critical\"']"),
        ("api_url_file: /run/secrets/x", "api_url_file: /run/secrets/x"),
        ("password: x", "password: <secret>"),
        ("send_resolved: true", "send_resolved: true"),
        ("group_wait: 10s", "group_wait: 10s"),
    ],
)
def test_alertmanager_shows_what_it_runs_in_its_own_way(built: str, running: str) -> None:
    assert list(config_drift(built, running)) == []


RULES = """\
groups:
  - name: targets
    labels: {team: here}
    rules:
      - alert: Down
        expr: up{job="node"}==0
        for: 1h
        labels: {severity: critical}
        annotations: {summary: "{{ $labels.job }}"}
"""


def loaded(**changes: Any) -> list[dict[str, Any]]:
    rule = {
        "name": "Down",
        "query": 'up{job="node"} == 0',
        "duration": 3600,
        "labels": {"severity": "critical", "team": "here"},
        "annotations": {"summary": "{{ $labels.job }}"},
        **changes,
    }
    return [{"file": "/etc/rules/all.yml", "name": "targets", "rules": [rule]}]


def test_the_same_rules_are_the_same_however_their_queries_are_spelt(tmp_path: Path) -> None:
    (tmp_path / "all.yml").write_text(RULES, encoding="utf-8")

    assert list(rule_drift(tmp_path, loaded())) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Up"},
        {"query": 'up{job="node"} == 1'},
        {"duration": 60},
        {"labels": {"severity": "warning", "team": "here"}},
        {"annotations": {}},
    ],
)
def test_another_version_of_a_group_is_told(tmp_path: Path, change: dict[str, Any]) -> None:
    (tmp_path / "all.yml").write_text(RULES, encoding="utf-8")

    assert list(rule_drift(tmp_path, loaded(**change))) == [
        "group `targets` of all.yml is loaded in another version"
    ]


def test_groups_that_came_or_went_are_told(tmp_path: Path) -> None:
    (tmp_path / "more.yml").write_text(RULES, encoding="utf-8")

    assert list(rule_drift(tmp_path, loaded())) == [
        "group `targets` of more.yml is not loaded",
        "group `targets` of all.yml is loaded, and was not built",
    ]
