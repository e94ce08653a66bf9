"""What a stage before the checks found."""

from __future__ import annotations

from dataclasses import dataclass

from frontierkit.diagnostics.diagnostic import Finding


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding of loading or reading, and the name of the check whose page explains it.

    The name, as `file/unreadable`, is one of the table of checks: it can be ignored or made more
    or less serious like every other.
    """

    check: str
    finding: Finding
