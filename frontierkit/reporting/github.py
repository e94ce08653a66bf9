"""Diagnostics as annotations of a GitHub workflow run, with the readable text in its log."""

from __future__ import annotations

from frontierkit.diagnostics import Diagnostic, Report, Severity
from frontierkit.reporting.text import concise
from frontierkit.text import printable

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

CAP = 10
"""GitHub shows no more annotations than this of one level and step; the log has all of them."""


def github(report: Report) -> str:
    """Return workflow commands, the worst first, and then a line for each diagnostic."""
    commands = [
        _command(diagnostic)
        for severity in sorted(LEVELS, reverse=True)
        for diagnostic in [d for d in report.diagnostics if d.severity is severity][:CAP]
    ]
    # A line that began with `::` would be taken for a command.
    log = "".join(f" {line}\n" for line in concise(report).splitlines())
    return "".join(f"{command}\n" for command in commands) + log


def _command(diagnostic: Diagnostic) -> str:
    finding = diagnostic.finding
    position = finding.at.position
    properties = {
        "file": finding.at.path,
        "line": str(position.line),
        "col": str(position.column),
        "title": diagnostic.check,
    }
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return f"::{LEVELS[diagnostic.severity]} {shown}::{_data(message)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
