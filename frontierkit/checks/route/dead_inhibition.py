"""Finds inhibitions that never silence anything."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.alert_labels import alerts, all_alerts_known
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.inhibiting import idle
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check("route/dead_inhibition", on=AlertmanagerConfig, severity=Severity.WARNING)
def dead_inhibition(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """An inhibition silences none of the alerts that there are.

    Two alerts called `MemoryHighCritical` and `MemoryHighWarning` never agree on `alertname`: both
    are sent, although the rule was written so that one is enough.

    Bad:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: |
            groups:
              - name: memory
                rules:
                  - {alert: MemoryHighCritical, expr: up > 2, labels: {severity: critical}}
                  - {alert: MemoryHighWarning, expr: up > 1, labels: {severity: warning}}
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']
                equal: [alertname]

    Good:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: |
            groups:
              - name: memory
                rules:
                  - {alert: MemoryHigh, expr: up > 2, labels: {severity: critical}}
                  - {alert: MemoryHigh, expr: up > 1, labels: {severity: warning}}
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['severity="critical"']
                target_matchers: ['severity="warning"']
                equal: [alertname]

    Except: where a Prometheus at hand loads rules that are not, other alerts may exist.
    """
    if not config.inhibit_rules or not all_alerts_known(facts.project):
        return
    known = alerts(facts)
    for rule in config.inhibit_rules if known else ():
        found = idle(rule, known)
        if found is not None:
            yield Finding(
                f"this inhibition never applies: {found.why}",
                found.at,
                "agree on labels that both alerts have, with equal values, such as `instance`",
            )
