"""Alerts on the same thing that differ by threshold and severity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from frontierkit.analysis.canonical import canonical, unfiltered
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.rule_pairs import loaded_together
from frontierkit.dataclass import dataclass
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Number

RANKS = {
    "none": 0,
    "info": 0,
    "information": 0,
    "notice": 0,
    "warn": 1,
    "warning": 1,
    "minor": 1,
    "crit": 2,
    "critical": 2,
    "page": 2,
    "emergency": 3,
}
"""Words for a severity, as far as everybody means the same by them."""
RISING = frozenset((">", ">="))
FALLING = frozenset(("<", "<="))


@dataclass(frozen=True, slots=True)
class Limit:
    """An alert that fires where `base` is beyond a number."""

    rule: Rule
    base: str
    operator: str
    number: float
    severity: str

    @property
    def rank(self) -> int:
        return RANKS[self.severity.lower()]

    def beyond(self, other: Limit) -> float:
        """Return how much further than `other` the value has to go; negative: less far."""
        far = self.number - other.number
        return far if self.operator in RISING else -far


def severity_pairs(project: Project, facts: Facts) -> Iterator[tuple[Limit, Limit]]:
    """Yield each pair of limits on the same expression: the milder, and the more severe one."""
    by_base: dict[tuple[str, bool], list[Limit]] = {}
    for group in project.rule_groups:
        for rule in group.rules:
            limit = _limit(rule, facts)
            if limit is not None:
                key = (limit.base, limit.operator in RISING)
                by_base.setdefault(key, []).append(limit)
    for limits in by_base.values():
        for one, other in combinations(limits, 2):
            if one.rank != other.rank and _comparable(one.rule, other.rule, project):
                yield (one, other) if one.rank < other.rank else (other, one)


def _limit(rule: Rule, facts: Facts) -> Limit | None:
    root = facts.syntax(rule.query).expr
    severity = rule.labels.get("severity") or rule.group.labels.get("severity")
    if not rule.alerting or root is None or severity is None:
        return None
    if severity.text.lower() not in RANKS:
        return None
    compared = unfiltered(root)
    if len(compared.comparisons) != 1:
        return None
    operator, number = compared.comparisons[0]
    if operator not in RISING | FALLING or not isinstance(number, Number):
        return None
    return Limit(rule, canonical(compared.base), operator, number.value, severity.text)


def _comparable(one: Rule, other: Rule, project: Project) -> bool:
    """Return whether two rules are loaded together and differ in no label but the severity."""
    labels = [
        {name: text.text for name, text in {**rule.group.labels, **rule.labels}.items()}
        for rule in (one, other)
    ]
    for each in labels:
        each.pop("severity", None)
    return labels[0] == labels[1] and loaded_together(one.group, other.group, project)
