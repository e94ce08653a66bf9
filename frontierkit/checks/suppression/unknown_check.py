"""Says of ignores that they name no check."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("suppression/unknown_check", on=Diagnostic, severity=Severity.ERROR)
def unknown_check(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An ignore names no check that there is.

    A misspelt name leaves nothing out, and an ignore without a name does not either.

    Bad:
        beside: [alert/for_below_interval]
        files:
          rules.yml: |
            groups:
            - name: mine
              interval: 1m
              rules:
              - alert: Late  # frontierkit: ignore[alert/for_below_intervall] because it flaps
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
