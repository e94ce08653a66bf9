"""Finds inhibitions whose sources are their targets."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.inhibiting import conditions, place, spelled
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check("route/self_inhibition", on=AlertmanagerConfig, severity=Severity.WARNING)
def self_inhibition(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """An inhibition has the same alerts as source and as target.

    Alertmanager lets no alert silence itself or its like: a rule whose two sides are the same
    silences nothing.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="critical"']
                equal: [instance]

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']
                equal: [instance]
    """
    for rule in config.inhibit_rules:
        if rule.source and conditions(rule.source) == conditions(rule.target):
            yield Finding(
                f"both sides of this inhibition are {spelled(rule.target)}: alerts never silence "
                "their like",
                place(rule, rule.target),
                "name other alerts as source, such as those of a higher severity",
            )
