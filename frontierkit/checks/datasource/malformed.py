"""Says what reading found of the shape of datasource provisioning."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("datasource/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A datasource is provisioned in a shape that Grafana refuses.

    Grafana does not start while the provisioning of its datasources is broken.

    Bad:
        files:
          datasources.yml: |
            apiVersion: 1
            datasources:
              - name: prometheus
                url: http://prometheus:9090

    Good:
        files:
          datasources.yml: |
            apiVersion: 1
            datasources:
              - name: prometheus
                type: prometheus
                url: http://prometheus:9090
    """
    yield diagnostic.finding
