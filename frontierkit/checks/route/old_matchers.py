"""Finds conditions in the form that Alertmanager is about to drop."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig, AlertMatcher


@check("route/old_matchers", on=AlertmanagerConfig, severity=Severity.INFO, profile="strict")
def old_matchers(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """Conditions stand in `match` and `match_re`, which `matchers` replace since 0.22.

    They are read so far, and are to go before Alertmanager 1.0; they also cannot say `!=`.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: mail, routes: [{receiver: pager, match: {severity: critical}}]}
            receivers: [{name: mail}, {name: pager}]

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: mail, routes: [{receiver: pager, matchers: ['severity="critical"']}]}
            receivers: [{name: mail}, {name: pager}]
    """
    old = [matcher for matcher in _matchers(config) if matcher.old]
    if old:
        first = old[0]
        more = f" (and {len(old) - 1} more below)" if len(old) > 1 else ""
        yield Finding(
            f"the condition on `{first.label}` is in an old form{more}",
            first.at.at(),
            f'write it into `matchers`: `{first.label}{first.operator}"{first.value}"`',
        )


def _matchers(config: AlertmanagerConfig) -> Iterator[AlertMatcher]:
    for route in config.route.all() if config.route is not None else ():
        yield from route.matchers
    for rule in config.inhibit_rules:
        yield from (*rule.source, *rule.target)
