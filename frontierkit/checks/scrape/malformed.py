"""Says what reading found of the shape of Prometheus configurations."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("scrape/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A Prometheus configuration has a part that Prometheus refuses.

    Prometheus does not start with it, and at a reload keeps the old configuration.

    Bad:
        - job_name: engines
          scrape_interval: 15 seconds

    Good:
        - job_name: engines
          scrape_interval: 15s
    """
    yield diagnostic.finding
