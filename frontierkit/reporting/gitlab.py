"""Diagnostics as a GitLab code quality report."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from frontierkit.diagnostics import Report, Severity
from frontierkit.reporting.fingerprint import fingerprint

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(report: Report) -> str:
    """Return a JSON list with one issue for each diagnostic."""
    seen: Counter[str] = Counter()
    issues: list[dict[str, Any]] = []
    for diagnostic in report.diagnostics:
        finding = diagnostic.finding
        help = f" ({finding.help})" if finding.help else ""
        issues.append(
            {
                "description": f"{finding.message}{help}",
                "check_name": diagnostic.check,
                "fingerprint": fingerprint(diagnostic, seen),
                "severity": LEVELS[diagnostic.severity],
                "location": {
                    "path": finding.at.path,
                    "lines": {"begin": finding.at.position.line},
                },
            }
        )
    return json.dumps(issues, indent=1) + "\n"
