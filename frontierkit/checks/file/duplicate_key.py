"""Finds keys that stand twice in one mapping."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("file/duplicate_key", on=Diagnostic, severity=Severity.ERROR)
def duplicate_key(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A key stands twice in one mapping.

    JSON and most readers of YAML keep the last one and drop the first without a word; Prometheus
    refuses the whole file. One of the two was meant to be something else.

    Bad:
        files:
          rules.yml: |
            groups:
              - name: engines
                interval: 1m
                interval: 5m

    Good:
        files:
          rules.yml: |
            groups:
              - name: engines
                interval: 1m
    """
    yield diagnostic.finding
