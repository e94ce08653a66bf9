"""The processes of a stack without Docker, as they are kept beside the build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.errors import CannotRun
from frontierkit.output import as_json
from frontierkit.output.disk import explained, make_directory, replace_file
from frontierkit.programs.service import Process

FOLDER = ".native"
_STATE = "state.json"


@dataclass(frozen=True, slots=True)
class Service:
    """A process of the stack: where it answers, what it says, what it was started with.

    `config` is its configuration, `data` the directory that it writes to, `simulates` the engine
    that it stands in for; empty where there is none.
    """

    process: Process
    port: int
    log: str
    config: str = ""
    data: str = ""
    simulates: str = ""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"


def folder(build: Path) -> Path:
    """Return where logs, data and process ids are kept."""
    return build.absolute() / FOLDER


def read(build: Path) -> dict[str, Service]:
    """Return the services that were started and still run, by name."""
    path = folder(build) / _STATE
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        known = {name: _service(each) for name, each in plain.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise CannotRun(
            f"`{path}` cannot be read: it is not known which processes were started",
            "end them by hand (`ps` lists them), and remove the file",
        ) from None
    return {name: service for name, service in known.items() if service.process.alive}


def write(build: Path, services: Mapping[str, Service]) -> None:
    """Keep which services run."""
    with explained(f"write to `{folder(build)}`", "some processes may go on running"):
        make_directory(folder(build))
        text = as_json({name: _plain(service) for name, service in services.items()})
        replace_file(folder(build) / _STATE, text.encode("utf-8"))


def _plain(service: Service) -> dict[str, object]:
    return {
        "pid": service.process.pid,
        "started": service.process.started,
        "port": service.port,
        "log": service.log,
        "config": service.config,
        "data": service.data,
        "simulates": service.simulates,
    }


def _service(plain: Mapping[str, object]) -> Service:
    return Service(
        Process(int(str(plain["pid"])), str(plain["started"])),
        int(str(plain["port"])),
        str(plain["log"]),
        str(plain["config"]),
        str(plain["data"]),
        str(plain["simulates"]),
    )
