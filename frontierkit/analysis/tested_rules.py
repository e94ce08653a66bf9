"""Which rules the tests of a project test."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath

from frontierkit.model.project import Project
from frontierkit.model.rules import ExpectedAlert, Rule, RuleTest


def rules_of(test: RuleTest, project: Project) -> tuple[Rule, ...] | None:
    """Return the rules that a test loads; None where not all of its files are at hand."""
    if not test.rule_files:
        return None
    loaded = {normpath(group.path) for group in project.rule_groups}
    files = {normpath(join(dirname(test.place.path), each)) for each in test.rule_files}
    if any(set(file) & set("*?[") for file in files) or not files <= loaded:
        return None
    groups = [group for group in project.rule_groups if normpath(group.path) in files]
    return tuple(rule for group in groups for rule in group.rules)


def expectations(project: Project) -> dict[str, list[ExpectedAlert]]:
    """Return what the tests expect of alerts, by the name of the alert."""
    found: dict[str, list[ExpectedAlert]] = {}
    for test in project.rule_tests:
        for expected in test.alerts:
            found.setdefault(expected.alert.text, []).append(expected)
    return found


def alert_names(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield the names of the alerts among rules."""
    return (rule.name.text for rule in rules if rule.alerting)
