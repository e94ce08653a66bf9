"""The alert that needs all engines at once: one that should run does not answer."""

from __future__ import annotations

from frontierkit.authoring.rules import Rule, alert
from frontierkit.authoring.written import Text, here

EXPECTED = "frontierkit:expected_targets"
"""Recorded as 1 for each engine that is active."""


def engine_missing(
    name: str = "EngineMissing",
    *,
    for_: str = "5m",
    severity: str = "critical",
    runbook_url: str | None = None,
) -> Rule:
    """Alert on an engine that is active, but down or not scraped at all.

    `frontierkit stack use` says which engines are active; one that is not never alerts.
    `for_` is a duration. Raises: SourceError, for an empty name, what is no duration.

    Example:
        >>> engine_missing().expr
        'frontierkit:expected_targets unless on (job) (max by (job) (up) == 1)'
    """
    expr = Text.at(f"{EXPECTED} unless on (job) (max by (job) (up) == 1)", here())
    return alert(
        name,
        expr,
        for_=for_,
        severity=severity,
        summary="{{ $labels.engine }} does not answer",
        description="No target of job {{ $labels.job }} could be scraped, or none is known.",
        runbook_url=runbook_url,
    )
