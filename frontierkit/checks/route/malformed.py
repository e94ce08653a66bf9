"""Says what reading found of the shape of Alertmanager configurations."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("route/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An Alertmanager configuration has a part that Alertmanager refuses.

    Alertmanager does not start with it, and at a reload keeps the old configuration.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: team

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
    """
    yield diagnostic.finding
