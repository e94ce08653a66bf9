"""Finds alerts of a severity for which there is no route."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.alert_labels import Alert, alerts
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.routing import arrivals
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.text import plural

LABEL = "severity"


@check(
    "route/unrouted_severity",
    on=AlertmanagerConfig,
    severity=Severity.WARNING,
    profile="strict",
)
def unrouted_severity(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """Alerts fall through to the root although other severities have routes of their own.

    With routes for `critical` and `warning`, an alert with `severity: crit` goes wherever the root
    leads, with the root's grouping and pace: usually a mailbox that nobody reads at night.

    Bad:
        files:
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
          rules.yml: |
            groups:
              - name: up
                rules: [{alert: Down, expr: vector(1), labels: {severity: critical}}]
          alertmanager.yml: |
            route:
              receiver: mail
              routes: [{receiver: pager, matchers: ['severity="critical"']}]
            receivers: [{name: mail}, {name: pager}]
    """
    root = config.route
    if root is None or len(facts.project.alertmanagers) > 1:
        return
    if not any(m.label == LABEL for route in root.all() for m in route.matchers):
        return
    by_severity: dict[str, list[Alert]] = {}
    for alert in alerts(facts):
        given = alert.static(LABEL)
        if given is not None and all(a.step.route is root for a in arrivals(root, alert.labels)):
            by_severity.setdefault(given.text, []).append(alert)
    for severity, found in by_severity.items():
        more = f" and {plural(len(found) - 1, 'more alert')}" if len(found) > 1 else ""
        yield Finding(
            f"`{found[0].name}`{more} with severity `{severity}` reaches only the root route, "
            f"and `{root.receiver}`",
            found[0].rule.name.at(),
            f"add a route for `{severity}`, or use a severity that has one",
        )
