"""Says what reading found of the shape of rule files."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("rules/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A rule file has a part that Prometheus refuses.

    Prometheus loads all of a rule file or none of it: one misspelt key, and every alert of the file
    is gone; at a reload, the old rules stay without a word to whoever wrote the new ones.

    Bad:
        - alert: EngineDown
          exp: up == 0

    Good:
        - alert: EngineDown
          expr: up == 0
    """
    yield diagnostic.finding
