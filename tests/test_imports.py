"""What a small run may not import: what it does not need costs more than the run itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

NEVER = {
    "click",
    "dataclasses",
    "pydantic",
    "jsonschema",
    "grafana_foundation_sdk",
    "prometheus_client",
    "subprocess",
    "asyncio",
    "urllib.request",
    "http.client",
    "ssl",
    "socket",
    "importlib.metadata",
    "concurrent.futures",
    "multiprocessing",
    "tempfile",
    "hashlib",
}

DASHBOARD = {
    "uid": "one",
    "title": "one",
    "schemaVersion": 39,
    "panels": [{"type": "stat", "targets": [{"refId": "A", "expr": "up"}]}],
}
RULES = "groups: [{name: g, rules: [{alert: Down, expr: up == 0}]}]"


def imported(arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a run imports, and see to it that the run succeeds."""
    command = [sys.executable, "-X", "importtime", "-m", "frontierkit", *arguments]
    environment = {"FRONTIERKIT_CACHE": str(folder / "cache"), "PATH": ""}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stderr.splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "d.json").write_text(json.dumps(DASHBOARD), encoding="utf-8")
    (tmp_path / "r.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        "{exporter: a/b, version: '1', source: here, exhaustive: ['a_'], families: []}",
        encoding="utf-8",
    )
    return tmp_path


def test_a_dashboard_needs_no_yaml(folder: Path) -> None:
    modules = imported(["lint", "d.json"], folder)

    assert not modules & (NEVER | {"yaml", "tomllib"})


def test_rules_need_only_the_reader_of_yaml(folder: Path) -> None:
    modules = imported(["lint", "r.yml"], folder)

    assert not modules & (NEVER | {"tomllib"})


def test_unchanged_settings_and_catalogs_need_neither_pydantic_nor_yaml(folder: Path) -> None:
    (folder / "frontierkit.toml").write_text('catalogs = ["c.yaml"]\n', encoding="utf-8")
    imported(["lint", "d.json"], folder)

    modules = imported(["lint", "d.json"], folder)

    assert not modules & (NEVER | {"yaml", "tomllib"})


def test_help_imports_no_command(folder: Path) -> None:
    modules = imported(["--help"], folder)

    commands = {name for name in modules if name.startswith("frontierkit.cli.")}
    assert commands == {"frontierkit.cli.commands", "frontierkit.cli.exit"}
