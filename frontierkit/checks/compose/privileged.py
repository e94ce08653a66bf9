"""Finds containers without any fence."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service
from frontierkit.model.location import Location


@check("compose/privileged", on=Service, severity=Severity.WARNING, profile="strict")
def privileged(service: Service, facts: Facts) -> Iterator[Finding]:
    """A container is privileged.

    It may load kernel modules and write to every disk: nothing is left of the container.

    Bad:
        files:
          compose.yaml: |
            services:
              gpu: {image: "nvidia/dcgm-exporter:4.4.0-4.5.0-ubuntu22.04", privileged: true}

    Good:
        files:
          compose.yaml: |
            services: {gpu: {image: "nvidia/dcgm-exporter:4.4.0-4.5.0-ubuntu22.04", gpus: all}}
    """
    if service.options.get("privileged") is True:
        yield Finding(
            f"`{service.name}` is privileged",
            Location(service.place, service.trail),
            "add the capabilities and devices that it needs, and nothing else",
        )
