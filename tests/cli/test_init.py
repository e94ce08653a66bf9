"""`init` makes a project that is green from its first minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit

COMPOSE = """
services:
  llm: {image: "vllm/vllm-openai:v0.10.2"}
  node-exporter: {image: "prom/node-exporter:v1.9.1"}
  db: {image: "postgres:17"}
"""
PROMETHEUS = """
scrape_configs:
- {job_name: prometheus, static_configs: [{targets: ["localhost:9090"]}]}
- {job_name: "my app", static_configs: [{targets: ["app:8080", "app:8081"]}]}
- {job_name: class, static_configs: [{targets: ["gpu:9400"]}]}
"""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (None, "", ['scrape_job("prometheus"', 'exporter="node_exporter_linux"']),
        ("compose.yaml", COMPOSE, ['llm = engines.vllm.at("llm:8000")', "node_exporter_linux"]),
        ("prometheus.yml", PROMETHEUS, ['my_app = scrape_job("my app", "app:8080", "app:8081")']),
        ("compose.yaml", "services: [", ["node_exporter_linux"]),
    ],
    ids=["an empty folder", "a compose file", "a prometheus.yml", "a broken compose file"],
)
def test_it_fits_what_is_there_and_is_green(
    frontierkit: Frontierkit, project: Path, name: str | None, text: str, expected: list[str]
) -> None:
    if name:
        (project / name).write_text(text, encoding="utf-8")

    made = frontierkit("init")
    scraping = (project / "sources/scraping.py").read_text(encoding="utf-8")
    judged = frontierkit("lint", "--fail-on", "warning")

    assert made.code == 0
    assert all(part in scraping for part in expected)
    assert judged.code == 0, judged.out + judged.err


def test_it_overwrites_nothing(frontierkit: Frontierkit, project: Path) -> None:
    (project / "frontierkit.toml").write_text("# mine\n", encoding="utf-8")

    outcome = frontierkit("init")

    assert outcome.code == 2
    assert "there is a project already" in outcome.err
    assert (project / "frontierkit.toml").read_text(encoding="utf-8") == "# mine\n"
    assert not (project / "sources").exists()


def test_it_makes_the_folder(frontierkit: Frontierkit, project: Path) -> None:
    outcome = frontierkit("init", "monitoring")

    assert "cd monitoring && frontierkit lint" in outcome.out
    assert (project / "monitoring/sources/alerts.py").exists()
