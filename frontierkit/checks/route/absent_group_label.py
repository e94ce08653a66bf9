"""Finds labels to group by that no alert has."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.alert_labels import alerts, all_alerts_known
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.routing import Step, arrivals
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Labels, Presence
from frontierkit.model.alertmanager import AlertmanagerConfig
from frontierkit.model.location import Passage

EVERYTHING = "..."


@check(
    "route/absent_group_label",
    on=AlertmanagerConfig,
    severity=Severity.INFO,
    profile="strict",
)
def absent_group_label(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """Alerts are grouped by a label that none of them has.

    What all lack divides nothing: alerts of all clusters come in one notification, although
    `group_by` names `cluster`.

    Bad:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: "{groups: [{name: up, rules: [{alert: Down, expr: vector(1)}]}]}"
          alertmanager.yml: |
            route: {receiver: mail, group_by: [alertname, cluster]}
            receivers: [{name: mail}]

    Good:
        files:
          prometheus.yml: "{rule_files: [rules.yml], scrape_configs: []}"
          rules.yml: "{groups: [{name: up, rules: [{alert: Down, expr: vector(1)}]}]}"
          alertmanager.yml: |
            route: {receiver: mail, group_by: [alertname]}
            receivers: [{name: mail}]

    Except: judged only where the rules of all Prometheus configurations are at hand.
    """
    known = alerts(facts) if all_alerts_known(facts.project) else ()
    if config.route is None:
        return
    grouped: dict[int, list[Labels]] = {}
    labels_of: dict[int, tuple[Passage, ...]] = {}
    for alert in known:
        for arrival in arrivals(config.route, alert.labels):
            names = _group_by(arrival.step)
            labels_of[id(names)] = names
            grouped.setdefault(id(names), []).append(arrival.labels)
    for key, names in labels_of.items():
        for name in names:
            if name.text != EVERYTHING and _absent(name.text, grouped[key]):
                yield Finding(
                    f"no alert that is grouped here has the label `{name}`",
                    name.at(),
                    "group by labels of the alerts, or add it to `external_labels`",
                )


def _group_by(step: Step) -> tuple[Passage, ...]:
    """Return what a route groups by, which it may have from above."""
    for each in (step, *reversed(step.above)):
        if each.route.group_by is not None:
            return each.route.group_by
    return ()


def _absent(name: str, alerts: list[Labels]) -> bool:
    return all(labels.get(name).presence is Presence.NEVER for labels in alerts)
