"""Says which files are of a kind that is not judged."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Diagnostic, Finding, Severity


@check("file/not_judged", on=Diagnostic, severity=Severity.INFO)
def not_judged(diagnostic: Diagnostic, facts: Facts) -> Iterator[Finding]:
    """A file is of a kind that is not judged.

    A Markdown page, a Helm template, a configuration of another program: nothing is wrong with it,
    and nothing was proved about it. It is said so that silence never looks like proof.

    Bad:
        files:
          notes.yml: 'shopping: [milk, bread]'

    Good:
        files:
          rules.yml: 'groups: []'
    """
    yield diagnostic.finding
