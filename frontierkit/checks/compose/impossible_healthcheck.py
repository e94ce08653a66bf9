"""Finds health checks that the image cannot run."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.healthchecks import SHELL, impossible_check
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service

HELP = {
    "prometheus": 'write `["CMD", "promtool", "check", "ready"]`, which is in every image',
    "loki": 'write `["CMD", "/usr/bin/loki", "-health"]`, since 3.6.5',
    "ollama": 'write `["CMD", "ollama", "list"]`',
}


@check("compose/impossible_healthcheck", on=Service, severity=Severity.ERROR)
def impossible_healthcheck(service: Service, facts: Facts) -> Iterator[Finding]:
    """A health check calls a program that the image has not.

    Exporters have images without curl, and many without a shell. The container is "unhealthy" for
    ever, and what waits for it never starts.

    Bad:
        files:
          compose.yaml: |
            services:
              prometheus:
                image: prom/prometheus:v3.5.0
                healthcheck: {test: ["CMD", "curl", "-f", "http://localhost:9090/-/ready"]}

    Good:
        files:
          compose.yaml: |
            services:
              prometheus:
                image: prom/prometheus:v3.5.0
                healthcheck: {test: ["CMD", "wget", "-qO-", "http://localhost:9090/-/ready"]}
    """
    found = impossible_check(service)
    if found is not None:
        what = "no shell" if found.tool == SHELL else f"no `{found.tool}`"
        name = found.image.repository.rpartition("/")[2]
        tag = f":{found.image.tag}" if found.image.tag else ""
        yield Finding(
            f"the health check of `{service.name}` never succeeds: the image "
            f"`{found.image.repository}{tag}` has {what}",
            found.at.at(),
            HELP.get(name, "use what the image has, or let Prometheus probe it instead"),
        )
