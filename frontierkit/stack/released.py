"""What the live release of a build says can be scraped, wherever it runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun
from frontierkit.output.release import CURRENT, live_name

TARGETS = "targets"
EXPECTED = "expected"
PROMETHEUS = "prometheus"
"""The name of its service."""
SERVICE = "__service__"
"""The label of a target that names the service without which it is inactive."""


class NothingBuilt(CannotRun):
    """There is no release to run."""

    hint = "`frontierkit build` makes one"


@dataclass(frozen=True, slots=True)
class Group:
    """Addresses that share labels, as file discovery reads them."""

    addresses: tuple[str, ...]
    labels: Mapping[str, str]

    def plain(self) -> dict[str, object]:
        """Return it as it is written to a file."""
        plain: dict[str, object] = {"targets": list(self.addresses)}
        return plain | ({"labels": dict(self.labels)} if self.labels else {})


@dataclass(frozen=True, slots=True)
class Released:
    """The release that is live: its engines, each with its scrape job, and the targets of every
    engine and optional job, by the name of the file."""

    name: str
    folder: Path
    engines: Mapping[str, str]
    files: Mapping[str, tuple[Group, ...]]

    @property
    def jobs(self) -> tuple[str, ...]:
        """The names of the files that are no engine's: optional jobs, and what is expected."""
        return tuple(name for name in self.files if name not in self.engines)

    def holds(self, path: str) -> bool:
        """Whether the release has this file."""
        return (self.folder / path).is_file()


def released(build: Path) -> Released:
    """Return the live release of `build`; `NothingBuilt` if there is none."""
    name = live_name(build)
    folder = (build / CURRENT).absolute()
    if name is None or not folder.is_dir():
        raise NothingBuilt(f"`{build}` holds no release: there is nothing to run")
    files = {path.stem: _groups(path) for path in sorted((folder / TARGETS).glob("*.json"))}
    engines = {
        group.labels["engine"]: group.labels["expected_job"] for group in files.get(EXPECTED, ())
    }
    return Released(name, folder, engines, files)


def _groups(path: Path) -> tuple[Group, ...]:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Group(tuple(group["targets"]), dict(group.get("labels", {}))) for group in plain
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotRun(
            f"`{path}` cannot be read as targets: {error}",
            "somebody has changed it; `frontierkit build` makes a whole release",
        ) from None
