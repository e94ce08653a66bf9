"""Says of ignores that they give no reason."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("suppression/without_reason", on=Diagnostic, severity=Severity.WARNING)
def without_reason(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An ignore does not say why.

    In a year nobody knows whether the finding was wrong, or was put off, or whether it may go. It
    holds all the same.

    Bad:
        beside: [alert/for_below_interval]
        files:
          rules.yml: |
            groups:
            - name: mine
              interval: 1m
              rules:
              - alert: Late  # frontierkit: ignore[alert/for_below_interval]
                expr: up == 0
                for: 1s

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
