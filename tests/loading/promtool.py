"""Asks the installed promtool, the referee of what Prometheus refuses."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def promtool_takes(text: str, directory: Path, command: str) -> bool:
    """Say whether `promtool check COMMAND` takes the file; skip where there is no promtool."""
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not installed")
    file = directory / "file.yml"
    file.write_text(text, encoding="utf-8")
    run = subprocess.run(
        [promtool, "check", command, str(file)], capture_output=True, text=True, check=False
    )
    return run.returncode == 0
