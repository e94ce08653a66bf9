"""Says of entries of a baseline that they hold nothing back any more."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("suppression/stale_baseline", on=Diagnostic, severity=Severity.ERROR)
def stale_baseline(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A baseline holds back a finding that is there no more.

    Somebody mended it. Left in the baseline, the entry would let the same defect come back without
    a word. Only files and checks of the run are held against it.

    Bad:
        beside: [promql/syntax]
        before: {rules.yml: 'groups: [{name: g, rules: [{record: r, expr: "up =="}]}]'}
        files: {rules.yml: 'groups: [{name: g, rules: [{record: r, expr: "up == 1"}]}]'}

    Good:
        beside: [promql/syntax]
        before: {rules.yml: 'groups: [{name: g, rules: [{record: r, expr: "up =="}]}]'}
        files: {rules.yml: 'groups: [{name: g, rules: [{record: r, expr: "up =="}]}]'}
    """
    yield diagnostic.finding
