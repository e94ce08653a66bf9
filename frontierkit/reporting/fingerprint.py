"""A name for a diagnostic that stays when lines move."""

from __future__ import annotations

from collections import Counter

from frontierkit.diagnostics import Diagnostic
from frontierkit.store import digest


def fingerprint(diagnostic: Diagnostic, seen: Counter[str]) -> str:
    """Return the name of a diagnostic; `seen` tells those apart that say the same of one file."""
    at = diagnostic.finding.at
    same = "\n".join((diagnostic.check, at.path, " › ".join(at.trail), diagnostic.finding.message))
    seen[same] += 1
    return digest(f"{same}\n{seen[same]}")
