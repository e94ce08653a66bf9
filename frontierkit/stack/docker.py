"""The stack in containers: Docker Compose runs the build that is mounted into all of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.output.disk import make_directory
from frontierkit.programs.docker import Compose, find_docker
from frontierkit.programs.run import ProgramFailed, Verdict
from frontierkit.stack import secrets
from frontierkit.stack.active import use_services
from frontierkit.stack.backup import MARK
from frontierkit.stack.compose_file import (
    MONITORING,
    MonitoringFile,
    Wanted,
    monitoring_file,
    startable,
)
from frontierkit.stack.live import LiveAlertmanager, LiveGrafana, LivePrometheus
from frontierkit.stack.native import ALERTMANAGER_CONFIG, ServiceUnhealthy
from frontierkit.stack.ports import PortInUse
from frontierkit.stack.released import released
from frontierkit.stack.running import Running

_TAKEN = ("port is already allocated", "address already in use")
_RELOADED = ("prometheus", "alertmanager", "blackbox-exporter")


@dataclass(frozen=True, slots=True)
class Started:
    """A stack that was started, what was left out of it and why, and the secrets made for it."""

    running: Running
    left_out: tuple[str, ...]
    made: tuple[str, ...]


def up(root: Path, build: Path, profiles: Sequence[str], wait_s: int) -> Started:
    """Start the monitoring and wait until every service is healthy."""
    release, file = released(build), monitoring_file(root)
    services, left_out = startable(file.enabled(profiles), release)
    docker = find_docker()
    named = [name for each in services for name in each.secrets]
    directories = {path.partition("/")[0] for each in services for path in each.files}
    made = secrets.provide(
        secrets_folder(root), (*named, *secrets.needed(sorted(directories), release))
    )
    compose = _compose(docker, file, build, profiles)
    compose.network(_network(root, file))
    # Before Prometheus looks for them.
    use_services(build, {each.name: "" for each in services})
    make_directory(build / MARK.parent)
    verdict = compose.up([each.name for each in services], wait_s)
    if not verdict.accepted:
        raise _unhealthy(compose, services, verdict)
    return Started(_running(root, build, compose), left_out, made)


def running(root: Path, build: Path) -> Running | None:
    """Return the stack that runs in containers; None if none does."""
    compose = _compose(find_docker(), monitoring_file(root), build, ())
    there = compose.services()
    if there.get("prometheus", {}).get("State") != "running":
        return None
    return _running(root, build, compose)


def down(root: Path, build: Path, *, volumes: bool) -> tuple[str, ...]:
    """Stop every service of whatever profile, and return their names."""
    file = monitoring_file(root)
    compose = _compose(find_docker(), file, build, file.profiles)
    there = tuple(compose.services())
    verdict = compose.down(volumes=volumes)
    if not verdict.accepted:
        raise ProgramFailed(f"`docker compose down` fails: {_last(verdict)}", "see `docker ps`")
    if released_exists(build):
        use_services(build, {})
    return there


def tell_reload(root: Path, build: Path) -> None:
    """Tell the servers to read their configuration again."""
    compose = compose_of(root, build)
    there = compose.services()
    told = [name for name in _RELOADED if there.get(name, {}).get("State") == "running"]
    verdict = compose.hang_up(told)
    if not verdict.accepted:
        raise ProgramFailed(f"`docker compose kill` fails: {_last(verdict)}", "see `docker ps`")


def compose_of(root: Path, build: Path) -> Compose:
    """Return the Compose of this project's monitoring, of all its profiles."""
    file = monitoring_file(root)
    return _compose(find_docker(), file, build, file.profiles)


def is_there(root: Path) -> bool:
    """Whether the project has a stack in containers at all."""
    return (root / MONITORING).is_file()


def released_exists(build: Path) -> bool:
    """Whether there is a live release, whose targets can be written."""
    return (build / "current").is_dir()


def _compose(docker: Path, file: MonitoringFile, build: Path, profiles: Sequence[str]) -> Compose:
    environment = {
        "FRONTIERKIT_BUILD": str(build.absolute()),
        # Those who run the containers are in this group, and so may read the secrets.
        "FRONTIER_SECRETS_GID": str(os.getgid()),
    }
    return Compose(docker, file.path, tuple(profiles), environment)


def _network(root: Path, file: MonitoringFile) -> str:
    """Return the name of the network, which `.env` may change."""
    return _setting(root, "FRONTIER_NETWORK") or file.network


def _setting(root: Path, name: str) -> str:
    """Return what the environment or `.env` beside the compose file says of a variable."""
    if name in os.environ:
        return os.environ[name]
    path = monitoring_file(root).path.parent / ".env"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [line.partition("=")[2] for line in lines if line.partition("=")[0].strip() == name]
    return found[-1].strip().strip("\"'") if found else ""


def _running(root: Path, build: Path, compose: Compose) -> Running:
    prometheus, alertmanager, grafana = (
        compose.address(name, port)
        for name, port in (("prometheus", 9090), ("alertmanager", 9093), ("grafana", 3000))
    )
    user = _setting(root, "GRAFANA_ADMIN_USER") or "admin"
    config = (build / "current" / ALERTMANAGER_CONFIG).absolute()
    return Running(
        build,
        "in containers",
        LivePrometheus(f"http://{prometheus or '127.0.0.1:9090'}"),
        LiveAlertmanager(f"http://{alertmanager}") if alertmanager else None,
        LiveGrafana(f"http://{grafana}", user, _password(root)) if grafana else None,
        config if config.is_file() else None,
    )


def secrets_folder(root: Path) -> Path:
    """Return where the secrets are, which `.env` may change."""
    beside = monitoring_file(root).path.parent
    return Path(os.path.normpath(beside / (_setting(root, "FRONTIER_SECRETS_DIR") or "secrets")))


def _password(root: Path) -> str:
    path = secrets_folder(root) / "grafana_admin_password"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _unhealthy(
    compose: Compose, services: Sequence[Wanted], verdict: Verdict
) -> ServiceUnhealthy | PortInUse:
    """Return which service did not get healthy, and what it last said."""
    if any(words in verdict.output for words in _TAKEN):
        return PortInUse(
            f"a port that the stack publishes is in use: {_last(verdict)}",
            "end what listens there, or give another in `stacks/common/.env` (`PROMETHEUS_PORT=…`)",
        )
    there = compose.services()
    for each in services:
        found = there.get(each.name, {})
        state, health = found.get("State", "not there"), found.get("Health") or ""
        if state != "running" or health not in ("", "healthy"):
            said = compose.last_lines(each.name) or "  (it has said nothing)"
            how = f"it is {state}{f', {health}' if health else ''}"
            return ServiceUnhealthy(
                f"`{each.name}` never got healthy: {how}. It last said:\n{said}"
            )
    return ServiceUnhealthy(f"`docker compose up` fails: {_last(verdict)}")


def _last(verdict: Verdict) -> str:
    return " ".join(verdict.output.split())[-500:]
