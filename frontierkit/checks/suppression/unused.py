"""Says of ignores that they leave nothing out."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("suppression/unused", on=Diagnostic, severity=Severity.WARNING)
def unused(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An ignore leaves nothing out.

    What it was written for has been mended, or never stood there. It would hide the next defect of
    that kind, which nobody has looked at. Only checks that ran are held against it.

    Bad:
        beside: [alert/for_below_interval]
        files:
          rules.yml: |
            groups:
            - name: mine
              interval: 1m
              rules:
              - alert: Late  # frontierkit: ignore[alert/for_below_interval] because it flaps
                expr: up == 0
                for: 5m

    Good:
        beside: [alert/for_below_interval]
        files:
          rules.yml: |
            groups:
            - name: mine
              interval: 1m
              rules:
              - alert: Late  # frontierkit: ignore[alert/for_below_interval] because it flaps
                expr: up == 0
                for: 10s
    """
    yield diagnostic.finding
