"""What two rules have in common: who loads them, what they are and what they yield."""

from __future__ import annotations

from fnmatch import fnmatchcase

from frontierkit.analysis.canonical import canonical
from frontierkit.analysis.facts import Facts
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule, RuleGroup
from frontierkit.model.scrape import PrometheusConfig


def loaded_together(one: RuleGroup, other: RuleGroup, project: Project) -> bool:
    """Return whether two groups are sure to be loaded by the same Prometheus.

    They are of one file, or compiled from sources, or a configuration of the project names both.
    """
    if one.path == other.path or (one.path.endswith(".py") and other.path.endswith(".py")):
        return True
    return any(loaded_by(one, config) and loaded_by(other, config) for config in project.prometheus)


def loaded_by(group: RuleGroup, config: PrometheusConfig) -> bool:
    """Return whether a group is compiled from sources, or a configuration names its file."""
    patterns = [passage.text for passage in config.rule_files]
    return group.path.endswith(".py") or _named(patterns, group.path)


def static_labels(rule: Rule) -> tuple[tuple[str, str], ...]:
    """Return the labels that a rule and its group add, sorted."""
    labels = {**rule.group.labels, **rule.labels}
    return tuple(sorted((name, value.text) for name, value in labels.items()))


def expression(query: Query, facts: Facts) -> str:
    """Return a text that two queries share if they are the same expression."""
    root = facts.syntax(query).expr
    return query.text if root is None else canonical(root)


def has_no_labels(query: Query, facts: Facts) -> bool:
    """Return whether the result is sure to be one series without labels."""
    labels = facts.series(query).labels
    return labels.closed and not labels.possible()


def _named(patterns: list[str], path: str) -> bool:
    """Return whether a pattern of `rule_files` means a file, whatever folder is mounted where."""
    return any(_means(pattern, path) for pattern in patterns)


def _means(pattern: str, path: str) -> bool:
    wanted, parts = pattern.split("/"), path.split("/")
    folders = [part for part in wanted[:-1] if part not in ("", ".", "..")]
    if not fnmatchcase(parts[-1], wanted[-1]):
        return False
    return not folders or len(parts) < 2 or fnmatchcase(parts[-2], folders[-1])
