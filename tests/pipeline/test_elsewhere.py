"""What belongs to the Prometheus of a configuration, and what to another that is not at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from frontierkit.loading.files import load_files
from frontierkit.pipeline.elsewhere import scraped_elsewhere

PROMETHEUS = """\
rule_files: [rules/*.yml]
scrape_configs:
  - job_name: engine
    static_configs: [{targets: ["engine:8000"]}]
"""
COMPOSE = """\
services:
  prometheus:
    image: prom/prometheus
    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
"""
RULES = "groups: [{name: g, rules: [{record: a:b, expr: up}]}]\n"
DASHBOARD = json.dumps({"title": "D", "schemaVersion": 39, "panels": []})


def elsewhere(root: Path, files: dict[str, str]) -> bool:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return scraped_elsewhere(load_files([str(root)]).project)


@pytest.mark.parametrize(
    "files",
    [
        # One stack, however it is laid out.
        {"prometheus/prometheus.yml": PROMETHEUS, "grafana/dashboards/d.json": DASHBOARD},
        {"prometheus.yml": PROMETHEUS, "a/d.json": DASHBOARD, "b/d.json": DASHBOARD},
        {"x/conf/prometheus.yml": PROMETHEUS, "x/grafana/d.json": DASHBOARD},
        {"prometheus.yml": PROMETHEUS, "compose.yml": COMPOSE, "grafana/d.json": DASHBOARD},
        # Rules that it loads, wherever they are; only rules; nothing but dashboards.
        {"x/prometheus.yml": PROMETHEUS, "x/d.json": DASHBOARD, "y/rules/r.yml": RULES},
        {"prometheus/prometheus.yml": PROMETHEUS, "alerts/r.yml": RULES},
        {"a/d.json": DASHBOARD, "b/d.json": DASHBOARD},
    ],
)
def test_one_stack(files: dict[str, str], tmp_path: Path) -> None:
    assert not elsewhere(tmp_path, files)


@pytest.mark.parametrize(
    "files",
    [
        # A demonstration among the dashboards of many programs.
        {
            "haproxy/dev/prometheus.yml": PROMETHEUS,
            "haproxy/out/d.json": DASHBOARD,
            "spark/out/d.json": DASHBOARD,
        },
        {"x/prometheus.yml": PROMETHEUS, "x/d.json": DASHBOARD, "y/r.yml": RULES},
        # The compose file that mounts it says how far its stack goes.
        {
            "example/prometheus.yml": PROMETHEUS,
            "example/compose.yml": COMPOSE,
            "mixin/d.json": DASHBOARD,
        },
    ],
)
def test_more_than_one_stack(files: dict[str, str], tmp_path: Path) -> None:
    assert elsewhere(tmp_path, files)
