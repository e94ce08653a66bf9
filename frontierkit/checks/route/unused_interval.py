"""Finds time intervals that no route uses."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check(
    "route/unused_interval",
    on=AlertmanagerConfig,
    severity=Severity.WARNING,
    profile="strict",
)
def unused_interval(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """A time interval is declared, and no route is mute or active in it.

    Whoever reads `nights` believes that nobody is woken at night.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: mail}
            receivers: [{name: mail}]
            time_intervals: [{name: nights, time_intervals: []}]

    Good:
        files:
          alertmanager.yml: |
            route:
              receiver: mail
              routes:
                - {matchers: ['severity="warning"'], mute_time_intervals: [nights]}
            receivers: [{name: mail}]
            time_intervals: [{name: nights, time_intervals: []}]
    """
    routes = () if config.route is None else tuple(config.route.all())
    used = {i.text for r in routes for i in (*r.mute_intervals, *r.active_intervals)}
    for interval in config.time_intervals:
        if interval.text not in used:
            yield Finding(
                f"no route uses the time interval `{interval}`",
                interval.at(),
                "name it in `mute_time_intervals` or `active_time_intervals` of a route",
            )
