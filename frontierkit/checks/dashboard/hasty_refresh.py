"""Finds dashboards that ask more often than there is news."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.promql.literals import LiteralError, duration

LEAST_S = 5.0
"""What Grafana allows at most, unless it is configured otherwise."""


@check("dashboard/hasty_refresh", on=Dashboard, severity=Severity.WARNING, profile="strict")
def hasty_refresh(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A dashboard is refreshed more often than anything is scraped.

    Every refresh runs every query of everybody who has the dashboard open, and between two scrapes
    the answers are the same. Below five seconds, Grafana does not refresh as asked.

    Bad:
        dashboard: {refresh: 1s, panels: []}

    Good:
        dashboard: {refresh: 30s, panels: []}
    """
    if dashboard.refresh is None or not dashboard.refresh.text:
        return
    seconds = _seconds(dashboard.refresh.text)
    if seconds is None:
        return
    scraped = min((job.interval_s for job in facts.project.jobs), default=None)
    if scraped is not None and seconds < scraped:
        message = f"it is refreshed every {dashboard.refresh}, and nothing is scraped more often"
        yield Finding(f"{message} than every {scraped:g}s", dashboard.refresh.at())
    elif seconds < LEAST_S:
        yield Finding(
            f"Grafana refreshes every {LEAST_S:g}s at most, not every {dashboard.refresh}",
            dashboard.refresh.at(),
        )


def _seconds(text: str) -> float | None:
    try:
        return duration(text)
    except LiteralError:
        return None
