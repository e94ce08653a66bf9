"""Finds inhibitions that hold for everything at once."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.inhibiting import place, spelled
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check(
    "route/unequal_inhibition",
    on=AlertmanagerConfig,
    severity=Severity.WARNING,
    profile="strict",
)
def unequal_inhibition(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """An inhibition asks for no label on which the two alerts agree.

    One critical alert of one machine then silences every warning of all the others.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']
                equal: [instance]

    Except: rules whose source is one alert, such as a maintenance that silences all.
    """
    for rule in config.inhibit_rules:
        named = any(m.label == "alertname" and m.operator == "=" for m in rule.source)
        if not rule.equal and not named:
            yield Finding(
                f"any alert of {spelled(rule.source)} silences all of {spelled(rule.target)}",
                place(rule, rule.source),
                "name the labels on which both agree, such as `equal: [alertname, instance]`",
            )
