"""Says of ignores that their day is over."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("suppression/expired", on=Diagnostic, severity=Severity.ERROR)
def expired(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """An ignore was to hold until a day that is over.

    Whoever wrote it meant to have mended the cause by then. It leaves nothing out any more, so that
    the finding is back, too.

    Bad:
        beside: [alert/for_below_interval]
        files:
          rules.yml: |
            groups:
            - name: mine
              interval: 1m
              rules:
              - alert: Late  # frontierkit: ignore[alert/for_below_interval] until 2020-01-31
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
