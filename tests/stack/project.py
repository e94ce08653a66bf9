"""A small project with engines, its command line, and who listens for its alerts."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any

import pytest

from tests.offline import ROOT, clean_environment

SOURCE = """\
from frontierkit.authoring import (
    alert, engine_missing, engines, prometheus, rule_group, scrape_job, target
)

pager = scrape_job(
    "alertmanager", "alertmanager:9093", exporter="alertmanager", optional=True
)
itself = scrape_job("prometheus", "prometheus:9090", exporter="prometheus", optional=True)
node = scrape_job("node", "node-exporter:9100", exporter="node_exporter_linux", optional=True)
redis = scrape_job("redis", "redis-exporter:9121", exporter="redis_exporter", optional=True)
probes = scrape_job(
    "blackbox",
    target("vllm:8000", labels={"engine": "vllm"}),
    target("llamacpp:8080", labels={"engine": "llamacpp"}),
    exporter="blackbox_exporter",
    optional="blackbox-exporter",
)
server = prometheus(
    scrape_interval="1s", scrape_timeout="1s", evaluation_interval="1s", alertmanagers=pager
)
ollama = engines.ollama.at("ollama-metrics:8080")
vllm = engines.vllm.at("vllm:8000")
llamacpp = engines.llamacpp.at("llamacpp:8080")
targets = rule_group(
    "targets",
    engine_missing(for_="6s"),
    alert("Watchdog", "vector(1)", severity="none"),
)
"""

ROUTES = """
from frontierkit.authoring import alertmanager, receiver, route, webhook

routing = alertmanager(
    receiver("nobody"),
    route(receiver("pager", webhook("{url}")), when={{"severity": "critical"}}),
    group_by=["alertname", "engine"],
    group_wait="0s",
    group_interval="1s",
)
"""
"""Everything critical is told to a webhook, at once."""


def begin(folder: Path, source: str = SOURCE) -> Path:
    """Write the project into a folder."""
    (folder / "sources").mkdir(parents=True)
    (folder / "sources/all.py").write_text(source, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.frontierkit]\n", encoding="utf-8")
    return folder


def frontierkit(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line of this checkout in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "frontierkit", *words],
        cwd=cwd,
        env=clean_environment(PYTHONPATH=str(ROOT), **environment),
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def built(folder: Path, source: str = SOURCE) -> Path:
    """Write the project, build it, and return its build directory."""
    done = frontierkit("build", "--no-promtool", cwd=begin(folder, source))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build"


def needs(*programs: tuple[str, ...]) -> None:
    """Skip where one of these programs is not installed, under whichever of its names."""
    for names in programs:
        if not any(map(which, names)):
            pytest.skip(f"{' or '.join(names)} is not installed")


def eventually(true: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Wait until something is so; fail if it is not after so many seconds."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"not within {seconds:g} s: {what}"
        time.sleep(0.1)


@contextmanager
def webhook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Listen for what Alertmanager sends; yield the URL, and the alerts that came."""
    came: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.extend(json.loads(body)["alerts"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/alerts", came
        finally:
            server.shutdown()
            thread.join()
