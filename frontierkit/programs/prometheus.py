"""Prometheus itself: where it is installed, and which version it is."""

from __future__ import annotations

from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.programs.find import Version, binary, version
from frontierkit.programs.run import ProgramMissing


class PrometheusMissing(ProgramMissing):
    """Prometheus is not installed, or not where the settings say."""

    hint = "install Prometheus (Debian, Ubuntu: `apt-get install prometheus`)"


@dataclass(frozen=True, slots=True)
class Prometheus:
    """An installed Prometheus."""

    binary: Path
    version: Version


def find_prometheus(configured: str | None = None) -> Prometheus:
    """Return the Prometheus that the settings name, or the one on PATH."""
    found = binary("prometheus", configured, PrometheusMissing)
    return Prometheus(found, version(found))
