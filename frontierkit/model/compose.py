"""Compose files: which containers run, and what of them can be reached."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.dataclass import dataclass
from frontierkit.model.location import Passage, Place


@dataclass(frozen=True, slots=True)
class Port:
    """A published port. The parts are as they were written; a range or `${PORT}` stays one.

    `host` None: every address of the host; `published` None: a port that Docker picks.
    """

    host: str | None
    published: str | None
    target: str
    protocol: str
    at: Passage


@dataclass(frozen=True, slots=True)
class Mount:
    """A volume or a path of the host, mounted. `source` None: an anonymous volume.

    `absent`: it is a file of the directories that were read, and is not there.
    """

    source: str | None
    target: str
    read_only: bool
    at: Passage
    absent: bool = False

    @property
    def is_path(self) -> bool:
        """The source is a file or directory of the host, not a named volume."""
        return self.source is not None and self.source.startswith((".", "/", "~", "$"))


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """One service. `command` and `healthcheck` are the words of the command, if there is one.

    `aliases` are further names that its networks know it by.
    """

    name: str
    image: Passage | None
    ports: tuple[Port, ...]
    expose: tuple[Passage, ...]
    mounts: tuple[Mount, ...]
    environment: Mapping[str, Passage]
    command: tuple[Passage, ...]
    healthcheck: tuple[Passage, ...]
    networks: tuple[Passage, ...]
    profiles: tuple[Passage, ...]
    depends_on: tuple[Passage, ...]
    container_name: Passage | None
    network_mode: Passage | None
    restart: Passage | None
    options: Mapping[str, object]
    place: Place
    trail: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ComposeFile:
    """A compose file: its services, and the names of its networks and volumes.

    `external` are the networks that others make and share; `includes`: it takes services from
    other files, too; `version` is the field that Compose no longer reads.
    """

    services: tuple[Service, ...]
    networks: tuple[str, ...]
    volumes: tuple[str, ...]
    place: Place
    external: tuple[str, ...] = ()
    includes: bool = False
    version: Passage | None = None

    def service(self, name: str) -> Service | None:
        """Return the service called `name`."""
        return next((service for service in self.services if service.name == name), None)
