"""Diagnostics as a table of Markdown, for the summary of a CI run."""

from __future__ import annotations

from frontierkit.diagnostics import Diagnostic, Report
from frontierkit.reporting.summary import summary
from frontierkit.text import one_line

CAP = 200
"""More rows than this nobody reads, and the summary of a run has a limit of its own."""


def markdown(report: Report) -> str:
    """Return the summary, and a table of what was found, the worst first."""
    lines = [f"{_escaped(line)}\n" for line in summary(report)]
    ordered = sorted(report.diagnostics, key=lambda found: -found.severity)
    if ordered:
        lines += ["\n| | check | place | what |\n", "| --- | --- | --- | --- |\n"]
        lines += [_row(diagnostic) for diagnostic in ordered[:CAP]]
    if len(ordered) > CAP:
        lines.append(f"\nand {len(ordered) - CAP} more\n")
    return "".join(lines)


def _row(diagnostic: Diagnostic) -> str:
    at = diagnostic.finding.at
    place = f"{at.path}:{at.position.line}"
    cells = (diagnostic.severity.word, diagnostic.check, place, diagnostic.finding.message)
    return f"| {' | '.join(map(_escaped, cells))} |\n"


def _escaped(text: str) -> str:
    """Return text that neither ends its cell nor becomes HTML; names stay in backticks."""
    return one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
