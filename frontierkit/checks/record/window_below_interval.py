"""Finds recording rules that never look at a part of the time."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import evaluation_interval, spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Call, Matrix

MOMENTARY = frozenset(("irate", "idelta", "last_over_time", "present_over_time", "timestamp"))


@check("record/window_below_interval", on=Rule, severity=Severity.WARNING)
def window_below_interval(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A recording rule looks at less than the time between two evaluations.

    A rule that is evaluated every five minutes and takes the rate over one minute never sees what
    happens in the other four: a burst of errors can pass unrecorded.

    Bad:
        groups:
          - name: requests
            interval: 5m
            rules:
              - {record: "requests:rate1m", expr: "rate(requests_total[1m])"}

    Good:
        groups:
          - name: requests
            interval: 1m
            rules:
              - {record: "requests:rate1m", expr: "rate(requests_total[1m])"}

    Except: functions that only look at the newest samples, as `irate`.
    """
    interval = evaluation_interval(rule.group, facts.project)
    if rule.alerting or interval is None:
        return
    for node in facts.syntax(rule.query).nodes:
        if isinstance(node, Call) and node.name not in MOMENTARY:
            for window in node.args:
                if isinstance(window, Matrix) and 0 < (window.range.value or 0) < interval:
                    seconds = window.range.value or 0
                    yield Finding(
                        f"`{rule.name}` looks at `{spelled(seconds)}` of each "
                        f"`{spelled(interval)}`, and never at the rest",
                        rule.query.at(span_of(window.range)),
                        f"evaluate the group every `{spelled(seconds)}`, or look at "
                        f"`[{spelled(interval)}]` or more",
                    )
