"""Finds ports that are open to every neighbour."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.published import open_to_all
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service


@check("compose/open_port", on=Service, severity=Severity.WARNING, profile="strict")
def open_port(service: Service, facts: Facts) -> Iterator[Finding]:
    """A port is published on every address of the machine.

    Docker's own rules come before those of most firewalls. Prometheus and its like ask nobody for a
    password, and whoever is in the network may read, and often change, everything.

    Bad:
        files:
          compose.yaml: |
            services: {prometheus: {image: "prom/prometheus:v3.5.0", ports: ["9090:9090"]}}

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", ports: ["127.0.0.1:9090:9090"]}
    """
    ports = [port for port in service.ports if open_to_all(port)]
    if ports:
        numbers = ", ".join(f"`{port.published}`" for port in ports)
        yield Finding(
            f"`{service.name}` publishes {numbers} on every address of the machine",
            ports[0].at.at(),
            f"publish on loopback, `127.0.0.1:{ports[0].published}:{ports[0].target}`, or not at "
            "all: containers of one network need no published ports",
        )
