"""Diagnostics in SARIF 2.1.0, as code scanning reads it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from urllib.parse import quote

from frontierkit import __version__
from frontierkit.checks import CHECKS, load_check
from frontierkit.diagnostics import Diagnostic, Related, Report, Severity
from frontierkit.model.location import Location
from frontierkit.reporting.fingerprint import fingerprint

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> str:
    """Return a SARIF log. It names every check, so that what is mended is closed."""
    seen: Counter[str] = Counter()
    driver = {
        "name": "frontierkit",
        "version": __version__,
        "rules": [_rule(name) for name in sorted(CHECKS)],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, seen) for diagnostic in report.diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    check = load_check(name)
    return {
        "id": name,
        "shortDescription": {"text": check.summary},
        "help": {"text": check.page},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
    }


def _result(diagnostic: Diagnostic, seen: Counter[str]) -> dict[str, Any]:
    finding = diagnostic.finding
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.check,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [_location(finding.at)],
        "partialFingerprints": {"frontierkit/v1": fingerprint(diagnostic, seen)},
    }
    if finding.related:
        result["relatedLocations"] = [_related(related) for related in finding.related]
    return result


def _related(related: Related) -> dict[str, Any]:
    return {**_location(related.at), "message": {"text": related.message}}


def _location(at: Location) -> dict[str, Any]:
    line, column = at.position
    region: dict[str, Any] = {"startLine": line, "startColumn": column}
    if at.text:
        region["snippet"] = {"text": at.text}
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(at.path, errors="replace")},
            "region": region,
        }
    }
