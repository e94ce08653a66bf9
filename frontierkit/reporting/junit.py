"""Diagnostics as failed tests of a JUnit report, for CI systems that show nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.diagnostics import Diagnostic, Report, Severity
from frontierkit.text import printable


def junit(report: Report) -> str:
    """Return a test suite in which each diagnostic is a test, failed unless it is an info."""
    failures = sum(d.severity > Severity.INFO for d in report.diagnostics)
    cases = [line for diagnostic in report.diagnostics for line in _case(diagnostic)]
    if not cases:
        cases = ['  <testcase name="clean" classname="frontierkit.lint"/>']
    tests = max(1, len(report.diagnostics))
    head = f'<testsuite name="frontierkit lint" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>", ""])


def _case(diagnostic: Diagnostic) -> Iterator[str]:
    finding = diagnostic.finding
    line = finding.at.position.line
    name = _attribute(f"{diagnostic.check}: {finding.message}")
    place = f"file={_attribute(finding.at.path)} line={_attribute(str(line))}"
    yield f"  <testcase name={name} classname={_attribute(finding.at.path)} {place}>"
    detail = "\n".join([f"{finding.at.path}:{line}", *finding.at.trail, finding.help]).strip()
    if diagnostic.severity > Severity.INFO:
        message = f"message={_attribute(finding.message)} type={_attribute(diagnostic.check)}"
        yield f"    <failure {message}>{_text(detail)}</failure>"
    else:
        yield f"    <system-out>{_text(detail)}</system-out>"
    yield "  </testcase>"


def _text(text: str) -> str:
    escaped = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\ufffe", "\N{REPLACEMENT CHARACTER}").replace(
        "\uffff", "\N{REPLACEMENT CHARACTER}"
    )


def _attribute(text: str) -> str:
    escaped = _text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{escaped}"'
