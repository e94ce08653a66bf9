"""Says what reading found of the shape of compose files."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("compose/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A compose file has a part that Compose refuses.

    `docker compose up` ends at it, and nothing is started.

    Bad:
        files:
          compose.yaml: |
            services:
              grafana: {image: "grafana/grafana:12.1.0"}
              prometheus: prom/prometheus:v3.5.0

    Good:
        files:
          compose.yaml: |
            services:
              prometheus: {image: "prom/prometheus:v3.5.0"}
    """
    yield diagnostic.finding
