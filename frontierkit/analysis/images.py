"""Container images: what they are called, and what is known of what runs in them."""

from __future__ import annotations

import re

from frontierkit.analysis.compose_values import filled
from frontierkit.dataclass import dataclass
from frontierkit.model.compose import Service

PORTS = {
    "blackbox-exporter": 9115,
    "dcgm-exporter": 9400,
    "grafana": 3000,
    "grafana-enterprise": 3000,
    "grafana-oss": 3000,
    "node-exporter": 9100,
    "nvidia_gpu_exporter": 9835,
    "ollama": 11434,
    "postgres-exporter": 9187,
    "process-exporter": 9256,
    "prometheus": 9090,
    "alertmanager": 9093,
    "pushgateway": 9091,
    "redis_exporter": 9121,
    "cadvisor": 8080,
}
"""The port on which an image's program listens where no flag and no variable says another."""

OWNERS = {
    "blackbox-exporter": ("prom", "prometheus"),
    "dcgm-exporter": ("nvidia", "k8s"),
    "node-exporter": ("prom", "prometheus"),
    "nvidia_gpu_exporter": ("utkuozdemir",),
    "ollama": ("ollama",),
    "postgres-exporter": ("prometheuscommunity",),
    "process-exporter": ("ncabatoff",),
    "prometheus": ("prom", "prometheus"),
    "alertmanager": ("prom", "prometheus"),
    "pushgateway": ("prom", "prometheus"),
    "redis_exporter": ("oliver006",),
    "cadvisor": ("cadvisor",),
    "grafana": ("grafana",),
    "grafana-oss": ("grafana",),
    "grafana-enterprise": ("grafana",),
    "loki": ("grafana",),
    "alloy": ("grafana",),
}
"""Who publishes an image: others of the same name may be anything."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_FLAG = re.compile(r"listen|port\b|address|(?:^|[=\s]):\d")


@dataclass(frozen=True, slots=True)
class Image:
    """A reference to an image: `quay.io/prometheus/prometheus:v3.5.0@sha256:…`."""

    repository: str
    tag: str | None
    digest: str | None

    @property
    def program(self) -> str | None:
        """The name of the image, if it is one that is known."""
        owner, _, name = self.repository.rpartition("/")
        return name if owner.rpartition("/")[2] in OWNERS.get(name, ()) else None

    @property
    def version(self) -> tuple[int, ...] | None:
        """The numbers of its tag, `v3.5.0-distroless` → (3, 5, 0); None if it has none."""
        numbers = (self.tag or "").removeprefix("v").partition("-")[0].split(".")
        return tuple(map(int, numbers)) if all(map(_NUMBER.fullmatch, numbers)) else None


def image_of(service: Service) -> Image | None:
    """Return the image of a service; None where it has none, or a variable decides."""
    text = None if service.image is None else filled(service.image.text).text
    if not text:
        return None
    name, _, digest = text.partition("@")
    repository, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:
        repository, tag = name, ""
    return Image(repository, tag or None, digest or None)


def program_of(service: Service) -> str | None:
    """Return the name of the known image that a service runs as it comes; None for others."""
    image = image_of(service)
    if image is None or "build" in service.options or "extends" in service.options:
        return None
    return image.program


def listens_on(service: Service) -> int | None:
    """Return the port on which a service listens; None where it is not known for sure."""
    program = program_of(service)
    if program not in PORTS or "entrypoint" in service.options:
        return None
    words = [word.text for word in service.command]
    if any(map(_moves_port, words)) or any(map(_names_port, service.environment)):
        return None
    if "env_file" in service.options or any(m.target.endswith(".ini") for m in service.mounts):
        return None
    return PORTS[program]


def _moves_port(word: str) -> bool:
    """Return whether a word of a command may say on which port to listen."""
    if word.startswith("--web.external-url"):
        return False
    return _FLAG.search(word.lower()) is not None


def _names_port(variable: str) -> bool:
    """Return whether a variable may say on which port to listen."""
    return any(hint in variable.upper() for hint in ("LISTEN", "PORT", "ADDRESS", "_HOST"))
