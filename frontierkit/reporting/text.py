"""Diagnostics as frames for a person, and as one line each."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.diagnostics import Diagnostic, Report
from frontierkit.model.location import Location
from frontierkit.reporting.excerpt import excerpt
from frontierkit.reporting.style import PLAIN, Style
from frontierkit.reporting.summary import summary
from frontierkit.text import one_line


def text(report: Report, style: Style = PLAIN) -> str:
    """Return a frame for each diagnostic, and the summary."""
    blocks = ["\n".join(_frame(diagnostic, style)) for diagnostic in report.diagnostics]
    return "\n\n".join([*blocks, "\n".join(summary(report, style))]) + "\n"


def concise(report: Report, style: Style = PLAIN) -> str:
    """Return a line for each diagnostic, and the summary."""
    lines = [_line(diagnostic, style) for diagnostic in report.diagnostics]
    return "\n".join([*lines, *summary(report, style)]) + "\n"


def _line(diagnostic: Diagnostic, style: Style) -> str:
    finding = diagnostic.finding
    at = finding.at
    place = f"{at.path}:{at.position.line}:{at.position.column}"
    help = f" ({one_line(finding.help)})" if finding.help else ""
    severity = style.severity(diagnostic.severity, diagnostic.severity.word)
    return f"{one_line(place)}: {severity}[{diagnostic.check}] {one_line(finding.message)}{help}"


def _frame(diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    finding = diagnostic.finding
    head = style.severity(diagnostic.severity, f"{diagnostic.severity.word}[{diagnostic.check}]")
    yield f"{head}{style('bold', ': ' + one_line(finding.message))}"
    yield from _place("-->", finding.at, "", style)
    for related in finding.related:
        yield from _place(":::", related.at, related.message, style)
    if finding.help:
        yield f"  {style('frame', '=')} {style('help', 'help')}: {one_line(finding.help)}"


def _place(arrow: str, at: Location, note: str, style: Style) -> Iterator[str]:
    position = at.position
    trail = " › ".join(map(one_line, at.trail))
    place = f"{one_line(at.path)}:{position.line}:{position.column}"
    yield f"  {style('frame', arrow)} {place}{style('dim', '   ' + trail) if trail else ''}"
    bar = style("frame", "|")
    if at.span is None or not at.text:
        if note:
            yield f"   {bar} {one_line(note)}"
        return
    shown = excerpt(at.text, at.span)
    carets = style(
        "error" if arrow == "-->" else "info", f"{shown.carets} {one_line(note)}".rstrip()
    )
    yield f"   {bar} {shown.line}"
    yield f"   {bar} {carets}"
