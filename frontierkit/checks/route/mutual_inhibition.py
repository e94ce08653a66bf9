"""Finds inhibitions that silence each other's alerts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.inhibiting import conditions, place, spelled
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.alertmanager import AlertmanagerConfig


@check("route/mutual_inhibition", on=AlertmanagerConfig, severity=Severity.ERROR)
def mutual_inhibition(config: AlertmanagerConfig, facts: Facts) -> Iterator[Finding]:
    """Two inhibitions silence the alerts of each other.

    An alert that is silenced still silences others. When the disk is full and the database is
    down, each of the two is the reason not to tell of the other, and nobody hears of either.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['alertname="DiskFull"']
                target_matchers: ['alertname="DatabaseDown"']
                equal: [instance]
              - source_matchers: ['alertname="DatabaseDown"']
                target_matchers: ['alertname="DiskFull"']
                equal: [instance]

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: team}
            receivers: [{name: team}]
            inhibit_rules:
              - source_matchers: ['alertname="DiskFull"']
                target_matchers: ['alertname="DatabaseDown"']
                equal: [instance]
    """
    for one, other in combinations(config.inhibit_rules, 2):
        crossed = conditions(one.source) == conditions(other.target) and conditions(
            one.target
        ) == conditions(other.source)
        if crossed and conditions(one.source) != conditions(one.target):
            yield Finding(
                f"alerts of {spelled(one.source)} and of {spelled(one.target)} silence each other: "
                "while both fire, nobody is told of either",
                place(other, other.source),
                "keep the one whose source is the cause of the other",
                (Related("silenced the other way round here", place(one, one.source)),),
            )
