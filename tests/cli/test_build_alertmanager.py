"""A build asks amtool about Alertmanager, and about every alert whose receivers are expected."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDS = pytest.mark.skipif(
    not shutil.which("amtool") or not shutil.which("promtool"),
    reason="amtool and promtool are not installed",
)
SOURCE = """\
from frontierkit.authoring import (
    alert, alertmanager, prometheus, reaches, receiver, route, rule_group, slack, telegram, webhook,
)

server = prometheus()
rules = rule_group("g", alert("Down", "up == 0", severity="critical"))
_chat = receiver("chat", {chat})
_pager = receiver("pager", webhook("http://pager:5001/"))
routing = alertmanager(
    _chat,
    route(_pager, when={{"severity": "critical"}}),
    expect=[reaches({{"severity": "{severity}"}}, _pager)],
)
"""


def build(tmp_path: Path, **fields: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "sources").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.frontierkit]\n")
    given = {"chat": 'slack("#llm")', "severity": "critical", **fields}
    (tmp_path / "sources" / "alerting.py").write_text(SOURCE.format(**given))
    command = [sys.executable, "-m", "frontierkit", "build"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


@NEEDS
def test_what_is_expected_is_routed(tmp_path: Path) -> None:
    done = build(tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    config = (tmp_path / "build/current/alertmanager/alertmanager.yml").read_text()
    assert "api_url_file: /run/secrets/slack_webhook_url" in config


@NEEDS
def test_an_alert_that_goes_elsewhere_stops_the_build(tmp_path: Path) -> None:
    done = build(tmp_path, severity="warning")

    assert done.returncode == 1
    assert 'an alert with severity="warning" reaches `chat`, not `pager`' in done.stdout
    assert "sources/alerting.py:12:13" in done.stdout
    assert not (tmp_path / "build/current").exists()


@NEEDS
def test_what_amtool_is_too_old_for_is_said(tmp_path: Path) -> None:
    newest = subprocess.run(["amtool", "--version"], capture_output=True, text=True, check=True)
    if "version 0.25" not in newest.stdout:
        pytest.skip("amtool knows `bot_token_file`")

    done = build(tmp_path, chat="telegram(1)")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "needs amtool 0.26" in done.stdout
