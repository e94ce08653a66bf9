"""Finds containers that command Docker."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service

SOCKETS = ("docker.sock", "podman.sock", "containerd.sock")


@check("compose/docker_socket", on=Service, severity=Severity.WARNING, profile="strict")
def docker_socket(service: Service, facts: Facts) -> Iterator[Finding]:
    """A container gets the socket of Docker.

    Whoever is in it may start a container that mounts the disk of the machine: it is root, mounted
    read-only or not.

    Bad:
        files:
          compose.yaml: |
            services:
              alloy:
                image: grafana/alloy:v1.10.0
                volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]

    Good:
        files:
          compose.yaml: |
            services:
              alloy:
                image: grafana/alloy:v1.10.0
                environment: {DOCKER_HOST: "tcp://socket-proxy:2375"}

    Except: proxies that exist to guard the socket.
    """
    if "proxy" in service.name or (service.image is not None and "proxy" in service.image.text):
        return
    for mount in service.mounts:
        if mount.source is not None and mount.source.endswith(SOCKETS):
            yield Finding(
                f"`{service.name}` gets `{mount.source}`, and is root on the machine with it",
                mount.at.at(),
                "put a proxy between them that allows reading alone",
            )
