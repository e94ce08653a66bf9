"""The real Prometheus over samples of our own, asked for the result of expressions."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PATIENCE_S = 60
FEATURES = ",".join(
    (
        "promql-experimental-functions",
        "promql-extended-range-selectors",
        "promql-duration-expr",
        "promql-binop-fill-modifiers",
    )
)


def programs() -> tuple[str, str] | None:
    """Return prometheus and promtool: those of `FRONTIERKIT_PROMETHEUS`, a folder, or of PATH."""
    folder = os.environ.get("FRONTIERKIT_PROMETHEUS")
    found = [shutil.which(name, path=folder) for name in ("prometheus", "promtool")]
    return (found[0], found[1]) if found[0] and found[1] else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What Prometheus says of an expression: the type of its result, the result, or an error."""

    type: str
    result: Any
    error: str


class Storage:
    """A Prometheus that holds our samples and scrapes nothing."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(address, timeout=30)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, expression: str, at: float) -> Answer:
        """Return the result of an expression at one moment."""
        body = urlencode({"query": expression, "time": repr(at)})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", "/api/v1/query", body, headers)
        told = json.loads(self._connection.getresponse().read())
        if told["status"] != "success":
            return Answer("error", [], f"{told.get('errorType')}: {told.get('error')}")
        return Answer(told["data"]["resultType"], told["data"]["result"], "")


@contextmanager
def storage(folder: Path, text: str) -> Iterator[Storage]:
    """Start Prometheus over samples in OpenMetrics format."""
    found = programs()
    assert found is not None, "prometheus and promtool are not on PATH"
    prometheus, promtool = found
    samples, data = folder / "samples.om", folder / "data"
    samples.write_text(text, encoding="utf-8")
    (folder / "prometheus.yml").write_text("{}\n", encoding="utf-8")
    create = [promtool, "tsdb", "create-blocks-from", "openmetrics", str(samples), str(data)]
    done = subprocess.run(create, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        prometheus,
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={data}",
        "--storage.tsdb.retention.time=100y",
        f"--web.listen-address={address}",
        f"--enable-feature={FEATURES}",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with closing(_ready(address)) as ready:
                yield ready
        finally:
            process.kill()


def _ready(address: str) -> Storage:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        waiting = Storage(address)
        try:
            if waiting.ask("vector(1)", 0).type == "vector":
                return waiting
        except (OSError, ValueError):
            pass
        waiting.close()
        time.sleep(0.05)
    raise AssertionError("Prometheus does not answer")
