"""What an alert is labelled with is what the routes are tested with."""

from __future__ import annotations

from frontierkit.model.rules import Rule
from tests.sources.conftest import Sources


def test_every_severity_and_team_of_an_alert_is_expected_to_reach_somebody(
    sources: Sources,
) -> None:
    (alertmanager,) = sources.project.alertmanagers
    routed = ("severity", "team")
    carried = {
        tuple((name, rule.labels[name].text) for name in routed if name in rule.labels)
        for group in sources.project.rule_groups
        for rule in group.rules
        if rule.alerting
    }

    expected = {
        tuple((name, route.labels[name]) for name in routed if name in route.labels)
        for route in alertmanager.expected
    }
    assert carried - expected == set()
    assert all(route.receivers for route in alertmanager.expected)


def test_the_watchdog_reaches_the_dead_mans_switch_and_nobody_else(sources: Sources) -> None:
    (alertmanager,) = sources.project.alertmanagers

    found = [r for r in alertmanager.expected if r.labels.get("alertname") == "Watchdog"]

    assert [route.receivers for route in found] == [("dead-man",)]
    assert [r.labels["severity"].text for r in _watchdogs(sources)] == [found[0].labels["severity"]]


def test_a_full_disk_silences_no_warning_about_something_else(sources: Sources) -> None:
    (alertmanager,) = sources.project.alertmanagers

    for rule in alertmanager.inhibit_rules:
        for side in (rule.source, rule.target):
            assert ("engine", "=~", ".+") in {(m.label, m.operator, m.value) for m in side}


def _watchdogs(sources: Sources) -> list[Rule]:
    return [
        rule
        for group in sources.project.rule_groups
        for rule in group.rules
        if rule.name.text == "Watchdog"
    ]
