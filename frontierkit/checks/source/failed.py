"""Says what came of sources that could not be run, or that declare what cannot be built."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("source/failed", on=Diagnostic, severity=Severity.ERROR)
def failed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A Python source raises, does not end, or declares what cannot be built.

    Nothing is judged or built then: what the other sources declare would be a part of the whole
    only, and Grafana and Prometheus would forget the rest.

    Bad:
        sources: |
          from frontierkit.authoring import scrape_job
          node = scrape_job("node", "node:9100", labels={"rack": 7})

    Good:
        sources: |
          from frontierkit.authoring import scrape_job
          node = scrape_job("node", "node:9100", labels={"rack": "7"})
    """
    yield diagnostic.finding
