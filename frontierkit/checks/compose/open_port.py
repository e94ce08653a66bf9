"""Finds ports that are open to every neighbour."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.published import open_to_all
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.compose import ComposeFile
from frontierkit.text import plural


@check("compose/open_port", on=ComposeFile, severity=Severity.WARNING, profile="strict")
def open_port(file: ComposeFile, facts: Facts) -> Iterator[Finding]:
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
    ports = [port for s in file.services for port in s.ports if open_to_all(port)]
    if ports:
        first, *others = ports
        numbers = ", ".join(f"`{port.published}`" for port in ports)
        yield Finding(
            f"{plural(len(ports), 'port is', 'ports are')} open on every address of the machine: "
            f"{numbers}",
            first.at.at(),
            f"publish on loopback, `127.0.0.1:{first.published}:{first.target}`, or not at all: "
            "containers of one network need no published ports",
            tuple(Related("this one, too", port.at.at()) for port in others),
        )
