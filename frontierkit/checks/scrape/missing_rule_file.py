"""Finds rule files that are named and not there."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import PrometheusConfig


@check("scrape/missing_rule_file", on=PrometheusConfig, severity=Severity.WARNING, profile="strict")
def missing_rule_file(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """`rule_files` names a file that is not among those at hand, although others are.

    A pattern that matches nothing is no error to Prometheus: it starts without the rules, and no
    alert of them ever fires.

    Bad:
        files:
          prometheus.yml: "{rule_files: [/etc/prometheus/alert.yml], scrape_configs: []}"
          alerts.yml: "{groups: [{name: up, rules: [{alert: Down, expr: up == 0}]}]}"

    Good:
        files:
          prometheus.yml: "{rule_files: [/etc/prometheus/alerts.yml], scrape_configs: []}"
          alerts.yml: "{groups: [{name: up, rules: [{alert: Down, expr: up == 0}]}]}"
    """
    paths = {group.path.rpartition("/")[2] for group in facts.project.rule_groups}
    # What stands in one file with its rules, as in a ConfigMap, calls them as nobody can see.
    if not paths or config.place.path.rpartition("/")[2] in paths:
        return
    for pattern in config.rule_files:
        name = pattern.text.rpartition("/")[2]
        if not any(fnmatchcase(path, name) for path in paths):
            yield Finding(
                f"no rule file at hand is called as `{pattern}` says",
                pattern.at(),
                f"there is {', '.join(f'`{path}`' for path in sorted(paths))}",
            )
