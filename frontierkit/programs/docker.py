"""Docker with its Compose plugin: what it is asked to start, to stop and to tell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from frontierkit.dataclass import dataclass, field
from frontierkit.programs.run import ProgramFailed, ProgramMissing, Verdict, run

_STOPPED = "Cannot connect to the Docker daemon"


class DockerMissing(ProgramMissing):
    """Docker is not installed, has no Compose, or does not run."""

    hint = (
        "install Docker with its Compose plugin, or run the same build without it: "
        "`frontierkit stack up --native`"
    )


@dataclass(frozen=True, slots=True)
class Compose:
    """`docker compose`, for one compose file and some of its profiles.

    `environment` is what the compose file's variables are filled in from, besides `.env`.
    """

    docker: Path
    file: Path
    profiles: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def up(self, services: Sequence[str], wait_s: int) -> Verdict:
        """Start services, and wait until all of them are healthy."""
        words = ("up", "--detach", "--wait", "--wait-timeout", str(wait_s), *services)
        # Images may have to be fetched first, which has no limit that anybody could name.
        return self._ask(*words, timeout_s=wait_s + 1800)

    def down(self, *, volumes: bool) -> Verdict:
        """Stop and remove the containers; the volumes only if that is wanted."""
        return self._ask("down", *(("--volumes",) if volumes else ()), timeout_s=300)

    def hang_up(self, services: Sequence[str]) -> Verdict:
        """Tell services to read their configuration again."""
        return self._ask("kill", "--signal", "HUP", *services)

    def stop(self, service: str) -> Verdict:
        """Stop a service and keep its container."""
        return self._ask("stop", service, timeout_s=300)

    def start(self, service: str) -> Verdict:
        """Start a service that was stopped."""
        return self._ask("start", service, timeout_s=300)

    def copy(self, service: str, path: str, to: Path) -> Verdict:
        """Copy a path out of the container of a service, running or stopped."""
        return self._ask("cp", f"{service}:{path}", str(to), timeout_s=3600)

    def address(self, service: str, port: int) -> str | None:
        """Return where a port of a service is published; None if it is not."""
        verdict = self._ask("port", service, str(port))
        said = verdict.output.strip().splitlines()
        return (
            said[-1] if verdict.accepted and said and said[-1].rpartition(":")[2] != "0" else None
        )

    def services(self) -> dict[str, dict[str, Any]]:
        """Return what there is of each service: its `State`, its `Health`."""
        verdict = self._ask("ps", "--all", "--format", "json")
        if not verdict.accepted:
            raise ProgramFailed(f"`docker compose ps` fails: {_words(verdict)}", DockerMissing.hint)
        found: list[dict[str, Any]] = []
        for line in verdict.output.splitlines():
            if line.startswith(("{", "[")):
                plain = json.loads(line)
                found += plain if isinstance(plain, list) else [plain]
        return {each["Service"]: each for each in found}

    def last_lines(self, service: str) -> str:
        """Return the last lines that a service has logged."""
        verdict = self._ask("logs", "--no-color", "--no-log-prefix", "--tail", "12", service)
        return "\n".join(f"  {line[:300]}" for line in verdict.output.splitlines()[-12:])

    def network(self, name: str) -> None:
        """Make a network if there is none of this name."""
        if run((self.docker, "network", "inspect", name), timeout_s=60).accepted:
            return
        verdict = run((self.docker, "network", "create", name), timeout_s=60)
        if not verdict.accepted:
            raise ProgramFailed(
                f"the network `{name}` cannot be made: {_words(verdict)}",
                f"make it by hand: `docker network create {name}`",
            )

    def _ask(self, *words: str, timeout_s: float = 60) -> Verdict:
        profiles = (word for profile in self.profiles for word in ("--profile", profile))
        command = (str(self.docker), "compose", "--file", str(self.file), *profiles, *words)
        return run(command, timeout_s=timeout_s, environment=self.environment)


def find_docker() -> Path:
    """Return where Docker is; `DockerMissing` if it, its Compose or its daemon is not there."""
    from shutil import which

    found = which("docker")
    if found is None:
        raise DockerMissing("`docker` is not on PATH")
    docker = Path(found)
    if not run((docker, "compose", "version"), timeout_s=60).accepted:
        raise DockerMissing("this Docker has no Compose: `docker compose` is no command of it")
    asked = run((docker, "info", "--format", "{{.ServerVersion}}"), timeout_s=60)
    if not asked.accepted:
        why = "its daemon does not run" if _STOPPED in asked.output else _words(asked)
        raise DockerMissing(
            f"Docker is installed and does not answer: {why}",
            "start it (`systemctl start docker`, or Docker Desktop), or run the same build without "
            "it: `frontierkit stack up --native`",
        )
    return docker


def _words(verdict: Verdict) -> str:
    return " ".join(verdict.output.split())[-400:]
