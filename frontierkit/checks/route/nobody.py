"""Finds severe alerts of which nobody is told."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.alert_labels import ALERTNAME, Alert, alerts
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.routing import arrivals, silent
from frontierkit.analysis.severities import RANKS
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.text import listed

SEVERE = RANKS["critical"]


@check("route/nobody", on=AlertmanagerConfig, severity=Severity.WARNING)
def nobody(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """A critical alert goes to a receiver that notifies nobody.

    A receiver without a single `…_configs` swallows what it is given. That is meant for what
    should be silent; a critical alert that falls through to it fires, and no phone rings.

    Bad:
        files:
          rules.yml: |
            groups:
              - name: up
                rules: [{alert: Down, expr: vector(1), labels: {severity: page}}]
          alertmanager.yml: |
            route:
              receiver: "null"
              routes: [{receiver: pager, matchers: ['severity="critical"']}]
            receivers:
              - name: "null"
              - {name: pager, webhook_configs: [{url: "http://pager/"}]}

    Good:
        files:
          rules.yml: |
            groups:
              - name: up
                rules: [{alert: Down, expr: vector(1), labels: {severity: page}}]
          alertmanager.yml: |
            route:
              receiver: "null"
              routes: [{receiver: pager, matchers: ['severity=~"page|critical"']}]
            receivers:
              - name: "null"
              - {name: pager, webhook_configs: [{url: "http://pager/"}]}

    Except: alerts that a route sends there by their name, and configurations that notify nobody
    at all.
    """
    if len(facts.project.alertmanagers) > 1 or all(map(silent, config.receivers)):
        return
    for alert in alerts(facts):
        severity = alert.static("severity")
        if severity is None or RANKS.get(severity.text.lower(), 0) < SEVERE:
            continue
        receivers = _silent_receivers(config, alert)
        if receivers:
            yield Finding(
                f"nobody is told of `{alert.name}` with severity `{severity}`: it reaches only "
                f"{listed(receivers)}, which notifies nobody",
                alert.rule.name.at(),
                "give its severity a route to a receiver that notifies",
                tuple(
                    Related("this receiver has no way to notify", receiver.name.at())
                    for name in receivers
                    if (receiver := config.receiver(name)) is not None
                ),
            )


def _silent_receivers(config: AlertmanagerConfig, alert: Alert) -> list[str]:
    """Return the receivers that an alert can reach, if none notifies and nobody meant that."""
    if config.route is None:
        return []
    found = []
    for arrival in arrivals(config.route, alert.labels):
        meant = any(matcher.label == ALERTNAME for matcher in arrival.step.matchers)
        if meant or not silent(config.receiver(arrival.step.receiver)):
            return []
        found.append(arrival.step.receiver)
    return list(dict.fromkeys(found))
