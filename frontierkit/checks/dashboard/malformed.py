"""Says what reading found of the shape of dashboards."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("dashboard/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A dashboard has a part of a shape that Grafana does not read.

    Grafana drops the part, or refuses the whole dashboard when it is provisioned.

    Bad:
        files:
          dashboard.json: '{"title": "engines", "panels": {"type": "stat"}, "schemaVersion": 39}'

    Good:
        files:
          dashboard.json: '{"title": "engines", "panels": [{"type": "stat"}], "schemaVersion": 39}'
    """
    yield diagnostic.finding
