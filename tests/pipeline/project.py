"""A small project in a directory, and the command line run in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.offline import ROOT, clean_environment

SOURCE = """\
from frontierkit.authoring import (
    alert, alert_test, dashboard, engines, fires, prometheus, query, record, rule_group,
    scrape_job, series, signals, timeseries,
)

server = prometheus(scrape_interval="15s", alertmanagers=["alertmanager:9093"])
prometheus_itself = scrape_job("prometheus", "prometheus:9090", exporter="prometheus")
ollama = engines.ollama
vllm = engines.vllm
targets = rule_group(
    "targets",
    record("job:up:sum", "sum by (job) (up)"),
    alert("TargetDown", "up == 0", for_="5m", severity="critical", summary="{{ $labels.job }}"),
)
stays_away = alert_test(
    "a target stays away",
    given=[series('up{job="prometheus"}', "0x20")],
    expect=[fires("TargetDown", {"job": "prometheus"}, at="15m")],
)
overview = dashboard(
    "Overview",
    timeseries("Requests — ü", query(signals.request_rate, legend="{{engine}}")),
    timeseries("Up", query("sum by (job) (up)", legend="{{job}}")),
)
"""


def begin(folder: Path, source: str = SOURCE, settings: str = "") -> Path:
    """Write the project into a new folder."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources/all.py").write_text(source, encoding="utf-8")
    (folder / "pyproject.toml").write_text(f"[tool.frontierkit]\n{settings}", encoding="utf-8")
    return folder


def frontierkit(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of this checkout in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "frontierkit", *arguments],
        cwd=cwd,
        env=clean_environment(PYTHONPATH=str(ROOT), **environment),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def bytes_of(release: Path) -> dict[str, bytes]:
    """Return every file of a directory, by its path."""
    return {
        path.relative_to(release).as_posix(): path.read_bytes()
        for path in sorted(release.rglob("*"))
        if path.is_file()
    }
