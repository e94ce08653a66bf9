"""Finds services that want the same port of the machine."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.published import collisions
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.compose import ComposeFile


@check("compose/port_collision", on=ComposeFile, severity=Severity.ERROR)
def port_collision(file: ComposeFile, facts: Facts) -> Iterator[Finding]:
    """Two services publish the same port of the machine.

    The second one does not start: "Bind for 0.0.0.0:9090 failed: port is already allocated".

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", ports: ["9090:9090"]}
              macmon: {image: "acme/macmon:1.0", ports: ["9090:9090"]}

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0", ports: ["9090:9090"]}
              macmon: {image: "acme/macmon:1.0", ports: ["9091:9090"]}

    Except: services of different profiles, of which one may start only the one or the other.
    """
    for collision in collisions(file):
        first, second = collision.first, collision.second
        yield Finding(
            f"`{second.service.name}` and `{first.service.name}` both publish the port "
            f"`{second.number}` of the machine",
            second.port.at.at(),
            "publish it under another number, or not at all",
            (Related("published here, too", first.port.at.at()),),
        )
