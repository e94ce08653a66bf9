"""What a folder already runs, as its compose file or its prometheus.yml tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from frontierkit.dataclass import dataclass

COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
PROMETHEUS = ("prometheus.yml", "prometheus.yaml", "prometheus/prometheus.yml")
BY_IMAGE = {
    "vllm": ("engine", "vllm", 8000),
    "sglang": ("engine", "sglang", 30000),
    "text-generation-inference": ("engine", "tgi", 80),
    "llama.cpp": ("engine", "llamacpp", 8080),
    "mistral.rs": ("engine", "mistralrs", 1234),
    "prom/prometheus": ("job", "prometheus", 9090),
    "node-exporter": ("job", "node_exporter_linux", 9100),
    "alertmanager": ("job", "alertmanager", 9093),
    "grafana/grafana": ("job", "grafana", 3000),
    "dcgm-exporter": ("job", "dcgm_exporter", 9400),
    "nvidia_gpu_exporter": ("job", "nvidia_gpu_exporter", 9835),
    "redis_exporter": ("job", "redis_exporter", 9121),
    "process-exporter": ("job", "process_exporter", 9256),
}
"""By a part of an image's name: what runs there, its catalog or engine, and its port."""

BY_PORT = {port: (kind, name) for kind, name, port in BY_IMAGE.values() if port not in (80, 8080)}


@dataclass(frozen=True, slots=True)
class Service:
    """Something that can be scraped: an `engine` or a `job`, and the catalog of its name.

    `exporter` None: it is not known what it exposes.
    """

    kind: str
    name: str
    exporter: str | None
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The file that was found, and what it tells to scrape."""

    path: str | None
    services: tuple[Service, ...]


def look_around(folder: Path) -> Surroundings:
    """Return what the folder runs; raises nothing for files that cannot be read."""
    for name in PROMETHEUS:
        services = tuple(_jobs(_read(folder / name)))
        if services:
            return Surroundings(name, _distinct(services))
    for name in COMPOSE:
        services = tuple(_services(_read(folder / name)))
        if services:
            return Surroundings(name, _distinct(services))
    return Surroundings(None, ())


def _read(path: Path) -> Mapping[str, object]:
    import yaml

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _services(compose: Mapping[str, object]) -> Iterator[Service]:
    services = compose.get("services")
    for name, service in services.items() if isinstance(services, dict) else ():
        image = service.get("image") if isinstance(service, dict) else None
        known = next((v for part, v in BY_IMAGE.items() if part in str(image)), None)
        if known is not None:
            kind, exporter, port = known
            yield Service(kind, str(name), exporter, (f"{name}:{port}",))


def _jobs(config: Mapping[str, object]) -> Iterator[Service]:
    jobs = config.get("scrape_configs")
    for job in jobs if isinstance(jobs, list) else ():
        static = job.get("static_configs") if isinstance(job, dict) else None
        addresses = tuple(
            str(address)
            for group in (static if isinstance(static, list) else ())
            if isinstance(group, dict) and isinstance(group.get("targets"), list)
            for address in group["targets"]
        )
        if addresses:
            yield _job(str(job.get("job_name", "job")), addresses)


def _job(name: str, addresses: tuple[str, ...]) -> Service:
    port = re.search(r":(\d+)$", addresses[0])
    kind, exporter = BY_PORT.get(int(port[1]) if port else 0, ("job", None))
    return Service(kind, name, exporter, addresses)


def _distinct(services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Return each service once by name, and each engine once by what it is."""
    by_key: dict[str | None, Service] = {}
    for service in services:
        by_key.setdefault(service.exporter if service.kind == "engine" else service.name, service)
    return tuple(by_key.values())
