"""Which container runs a configuration, and which names it knows the others by."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from frontierkit.analysis.compose_values import filled
from frontierkit.analysis.images import program_of
from frontierkit.dataclass import dataclass
from frontierkit.model.compose import ComposeFile, Mount, Service
from frontierkit.model.project import Project
from frontierkit.model.scrape import PrometheusConfig

GRAFANA = frozenset(("grafana", "grafana-oss", "grafana-enterprise"))
CONFIGURATION = "/etc/prometheus"


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """A service in a network of its own, where `localhost` is itself and nobody else."""

    file: ComposeFile
    service: Service

    @property
    def networks(self) -> frozenset[str]:
        """The networks it is in; Compose puts it into `default` if it names none."""
        return frozenset(n.text for n in self.service.networks) or frozenset(("default",))

    @property
    def closed(self) -> bool:
        """All others that it can know by name are in files at hand."""
        more = ("extra_hosts", "links", "external_links", "dns", "dns_search", "hostname")
        return (
            not self.file.includes
            and not self.networks & set(self.file.external)
            and not any(name in self.service.options for name in more)
        )

    @property
    def names(self) -> frozenset[str]:
        """The names by which others reach it."""
        service = self.service
        given = [service.name, *service.aliases]
        if service.container_name is not None:
            given.append(service.container_name.text)
        hostname = service.options.get("hostname")
        return frozenset((*given, *([hostname] if isinstance(hostname, str) else ())))


def prometheus_container(config: PrometheusConfig, project: Project) -> Container | None:
    """Return the container that runs a configuration; None if there is none, or not for sure."""
    candidates = [c for c in containers(project) if program_of(c.service) == "prometheus"]
    mounting = [c for c in candidates if mounts(c, config.place.path)]
    if config.vmagent or not candidates:
        return None
    if len(mounting) == 1:
        return _alone(mounting[0], project)
    if mounting or len(candidates) > 1 or len(project.prometheus) > 1:
        return None
    return None if _has_another(candidates[0]) else _alone(candidates[0], project)


def grafana_container(project: Project) -> Container | None:
    """Return the one container that runs Grafana, if there is one."""
    found = [c for c in containers(project) if program_of(c.service) in GRAFANA]
    return _alone(found[0], project) if len(found) == 1 else None


def containers(project: Project) -> Iterator[Container]:
    """Yield the service of every compose file."""
    for file in project.compose_files:
        for service in file.services:
            yield Container(file, service)


def _alone(container: Container, project: Project) -> Container | None:
    """Return a container that shares its network namespace with nobody."""
    service = container.service
    if service.network_mode is not None or "extends" in service.options:
        return None
    inside = {f"{kind}:{name}" for kind in ("service", "container") for name in container.names}
    modes = (c.service.network_mode for c in containers(project))
    return None if any(mode is not None and mode.text in inside for mode in modes) else container


def mounts(container: Container, path: str) -> bool:
    """Return whether a container mounts a file, or a folder that it is in."""
    wanted = posixpath.normpath(path)
    sources = (_resolved(container, mount) for mount in container.service.mounts)
    return any(source is not None and _within(wanted, source) for source in sources)


def _has_another(container: Container) -> bool:
    """Return whether it mounts a configuration of which it is known that it is another one."""
    return any(
        mount.target.startswith(CONFIGURATION) and _resolved(container, mount) is not None
        for mount in container.service.mounts
    )


def _resolved(container: Container, mount: Mount) -> str | None:
    """Return the path of a mount as the compose file's own path is given; None: not known."""
    source = None if mount.source is None else filled(mount.source)
    if source is None or source.text is None or not source.literal or not mount.is_path:
        return None
    if source.text.startswith("~"):
        return None
    folder = posixpath.dirname(container.file.place.path)
    return posixpath.normpath(posixpath.join(folder, source.text))


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/") or folder == "."
