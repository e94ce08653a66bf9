"""How often rules are evaluated."""

from __future__ import annotations

from frontierkit.analysis.rule_pairs import loaded_by
from frontierkit.model.project import Project
from frontierkit.model.rules import RuleGroup


def evaluation_interval(group: RuleGroup, project: Project) -> float | None:
    """Return the seconds between two evaluations of a group; None where nothing says so.

    The group says it, or else the Prometheus configurations that load it do, and agree.
    """
    if group.interval_s:
        return group.interval_s
    configs = [config for config in project.prometheus if loaded_by(group, config)]
    intervals = {config.evaluation_interval_s for config in configs}
    return next(iter(intervals)) if len(intervals) == 1 else None


def spelled(seconds: float) -> str:
    """Return a duration as Prometheus writes it: `90s` is `1m30s`."""
    left = round(seconds * 1000)
    if left == 0:
        return "0s"
    parts = []
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)):
        number, left = divmod(left, size)
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts)
