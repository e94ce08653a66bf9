"""The real Prometheus, asked what it makes of a configuration."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

Ask = Callable[[str], Any]
PATIENCE_S = 60


@contextmanager
def running(folder: Path, configuration: str) -> Iterator[Ask]:
    """Start Prometheus with a configuration, and yield a way to ask its API."""
    (folder / "prometheus.yml").write_text(configuration, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [
        "prometheus",
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address={address}",
    ]

    def ask(path: str) -> Any:
        with urlopen(f"http://{address}/api/v1/{path}", timeout=10) as response:
            return json.load(response)["data"]

    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield ask
        finally:
            process.kill()


def settled(ask: Callable[[], Any], size: Callable[[Any], int]) -> Any:
    """Return an answer once it is not empty and grows no more."""
    deadline, known = time.monotonic() + PATIENCE_S, 0
    while time.monotonic() < deadline:
        try:
            answer = ask()
        except (URLError, ConnectionError) as error:
            if isinstance(error, HTTPError) and error.code != 503:
                raise
            time.sleep(0.2)
            continue
        if known and size(answer) == known:
            return answer
        known = size(answer)
        time.sleep(1)
    raise AssertionError("Prometheus gives no lasting answer")
