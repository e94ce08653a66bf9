"""Says what reading found of the shape of alert rules that Grafana evaluates."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("alert/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An alert rule that Grafana evaluates has a shape that Grafana refuses.

    Grafana does not start while the provisioning of its alert rules is broken.

    Bad:
        files:
          alerts.yml: |
            apiVersion: 1
            groups:
              - name: engines
                rules: {title: down}

    Good:
        files:
          alerts.yml: |
            apiVersion: 1
            groups:
              - name: engines
                rules: []
    """
    yield diagnostic.finding
