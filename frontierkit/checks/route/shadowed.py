"""Finds routes that no alert can ever get to."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.routes import described, unentered
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Labels
from frontierkit.model.alertmanager import AlertmanagerConfig


@check("route/shadowed", on=AlertmanagerConfig, severity=Severity.WARNING)
def shadowed(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """No alert, whatever its labels, gets to a route: those before it take all of them.

    Alertmanager tries routes in their order and stops at the first that takes the alert. A route
    for the team's critical alerts that stands after one for all critical alerts is never tried.

    Bad:
        files:
          alertmanager.yml: |
            route:
              receiver: mail
              routes:
                - {receiver: pager, matchers: ['severity="critical"']}
                - {receiver: team, matchers: ['severity="critical"', 'team="llm"']}
            receivers: [{name: mail}, {name: pager}, {name: team}]

    Good:
        files:
          alertmanager.yml: |
            route:
              receiver: mail
              routes:
                - {receiver: team, matchers: ['severity="critical"', 'team="llm"']}
                - {receiver: pager, matchers: ['severity="critical"']}
            receivers: [{name: mail}, {name: pager}, {name: team}]
    """
    if config.route is None:
        return
    for route, at in unentered(config.route, (Labels(),)):
        yield Finding(
            f"no alert gets to the route {described(route)}: those before it, or above it, leave "
            "nothing that it would take",
            at,
            "put it before them, or say `continue: true` there",
        )
