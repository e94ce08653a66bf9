"""Diagnostics for programs, in an envelope that says which version of the format it has."""

from __future__ import annotations

import json as json_text
from typing import Any

from frontierkit import __version__
from frontierkit.diagnostics import Diagnostic, Report, Severity
from frontierkit.model.location import Location

FORMAT = "frontierkit.report/v1"
"""Fields are added under the same name; the number rises when one goes or changes its meaning."""


def json(report: Report) -> str:
    """Return the report as one JSON object."""
    return json_text.dumps(envelope(report), indent=1) + "\n"


def envelope(report: Report) -> dict[str, Any]:
    """Return the report as plain data."""
    counts = report.counts()
    return {
        "format": FORMAT,
        "frontierkit": __version__,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in report.diagnostics],
        "ignored": [
            {**_diagnostic(suppressed.diagnostic), "reason": suppressed.reason}
            for suppressed in report.suppressed
        ],
        "summary": {
            **{severity.word: counts[severity] for severity in sorted(Severity, reverse=True)},
            "judged": {count.noun: count.number for count in report.judged},
            "not_judged": [
                {"what": thing.what, "count": thing.count, "why": thing.why}
                for thing in report.not_judged
            ],
            "world": list(report.world),
        },
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    finding = diagnostic.finding
    record = {
        "check": diagnostic.check,
        "severity": diagnostic.severity.word,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.at),
        "trail": list(finding.at.trail),
        "related": [
            {"message": related.message, **_place(related.at)} for related in finding.related
        ],
    }
    fix = finding.fix
    if fix is not None:
        record["fix"] = {
            "description": fix.description,
            "edits": [
                {"start": span.start, "end": span.end, "replacement": fix.replacement}
                for span in fix.spans
            ],
        }
    return record


def _place(at: Location) -> dict[str, Any]:
    position = at.position
    place: dict[str, Any] = {
        "path": at.path,
        "line": position.line,
        "column": position.column,
    }
    if at.text:
        start, end = (at.span.start, at.span.end) if at.span is not None else (0, len(at.text))
        place |= {"text": at.text, "start": start, "end": end}
    return place
