"""Finds receivers to which no route leads."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check(
    "route/unused_receiver",
    on=AlertmanagerConfig,
    severity=Severity.WARNING,
    profile="strict",
)
def unused_receiver(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """A receiver is declared, and no route leads to it.

    Its pager and its channel look connected, and never hear anything.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: mail}
            receivers: [{name: mail}, {name: pager}]

    Good:
        files:
          alertmanager.yml: |
            route:
              receiver: mail
              routes: [{receiver: pager, matchers: ['severity="critical"']}]
            receivers: [{name: mail}, {name: pager}]
    """
    if config.route is None:
        return
    used = {route.receiver.text for route in config.route.all() if route.receiver is not None}
    for receiver in config.receivers:
        if receiver.name.text not in used:
            yield Finding(
                f"no route leads to the receiver `{receiver.name}`",
                receiver.name.at(),
                "add a route to it, or remove it",
            )
