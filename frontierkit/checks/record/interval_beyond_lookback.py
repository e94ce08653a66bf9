"""Finds recording rules that are evaluated so seldom that their series have holes."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import RuleGroup

LOOKBACK_S = 300.0


@check("record/interval_beyond_lookback", on=RuleGroup, severity=Severity.WARNING)
def interval_beyond_lookback(group: RuleGroup, facts: Facts) -> Iterator[Finding]:
    """A group records series less often than Prometheus looks back.

    A query takes the newest sample of the last five minutes. What is recorded every ten minutes is
    there for five and gone for five: dotted lines, alerts that resolve and fire again.

    Bad:
        groups:
          - name: requests
            interval: 10m
            rules:
              - {record: "requests:rate1h", expr: "rate(requests_total[1h])"}

    Good:
        groups:
          - name: requests
            interval: 2m
            rules:
              - {record: "requests:rate1h", expr: "rate(requests_total[1h])"}

    Except: groups of alerts alone, and Prometheus with another `--query.lookback-delta`.
    """
    records = [rule.name.text for rule in group.rules if not rule.alerting]
    if records and group.interval_s is not None and group.interval_s > LOOKBACK_S:
        yield Finding(
            f"`{records[0]}` is recorded every `{spelled(group.interval_s)}`, and a query looks "
            f"back `{spelled(LOOKBACK_S)}`",
            group.name.at(),
            "evaluate the group at least every `2m`",
        )
