"""Finds routes for alerts that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.alert_labels import alerts, all_alerts_known
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.routes import described, unentered
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Labels
from frontierkit.model.alertmanager import AlertmanagerConfig


@check("route/unreached", on=AlertmanagerConfig, severity=Severity.WARNING, profile="strict")
def unreached(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """None of the alerts that there are gets to a route.

    A route for `team="inference"` that no rule's label says is a pager that stays silent, often
    because rules and routes spell a value in two ways.

    Bad:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: |
            groups:
              - name: up
                rules: [{alert: Down, expr: vector(1), labels: {severity: crit}}]
          alertmanager.yml: |
            route:
              receiver: mail
              routes: [{receiver: pager, matchers: ['severity="critical"']}]
            receivers: [{name: mail}, {name: pager}]

    Good:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: |
            groups:
              - name: up
                rules: [{alert: Down, expr: vector(1), labels: {severity: critical}}]
          alertmanager.yml: |
            route:
              receiver: mail
              routes: [{receiver: pager, matchers: ['severity="critical"']}]
            receivers: [{name: mail}, {name: pager}]

    Except: judged only where the rules of all Prometheus configurations are at hand.
    """
    known = alerts(facts) if all_alerts_known(facts.project) else ()
    if config.route is None or not known:
        return
    impossible = {id(route) for route, _ in unentered(config.route, (Labels(),))}
    for route, at in unentered(config.route, (alert.labels for alert in known)):
        if id(route) not in impossible:  # route/shadowed tells of those
            yield Finding(
                f"none of the {len(known)} alerts gets to the route {described(route)}",
                at,
                "hold its conditions against the labels of the rules, or remove it",
            )
