"""Says what reading found of files that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("file/unreadable", on=Diagnostic, severity=Severity.ERROR)
def unreadable(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A file cannot be read as what it claims to be.

    It is missing or not UTF-8, no JSON or YAML, nested too deeply, too large, or it expands to far
    more than it holds. Nothing in it is judged, and neither Grafana nor Prometheus would load it.

    Bad:
        files:
          dashboard.json: '{"title": "engines", "panels": ['

    Good:
        files:
          dashboard.json: '{"title": "engines", "panels": []}'
    """
    yield diagnostic.finding
