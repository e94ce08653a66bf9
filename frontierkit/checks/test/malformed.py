"""Says what reading found of the shape of rule tests."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("test/malformed", on=Diagnostic, severity=Severity.ERROR)
def malformed(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A rule test has a part that promtool refuses.

    promtool stops at it, and none of the tests in the file is run.

    Bad:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - interval: one minute

    Good:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - interval: 1m
    """
    yield diagnostic.finding
