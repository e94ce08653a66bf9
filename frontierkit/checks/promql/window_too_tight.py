"""Finds windows that hold so few samples that a single missing one shows."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.sampling import NEEDS_TWO, windows
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query

ENOUGH = 4


@check(
    "promql/window_too_tight",
    on=Query,
    per_text=True,
    when=NEEDS_TWO,
    severity=Severity.WARNING,
    profile="strict",
)
def window_too_tight(query: Query, facts: Facts) -> Iterator[Finding]:
    """A window is shorter than four times the time between two samples.

    Two samples are needed; a scrape that fails, or one that comes late, leaves one, and the result
    has a hole just when something is wrong.

    Bad:
        files:
          prometheus.yml: |
            scrape_configs:
              - job_name: app
                scrape_interval: 30s
                static_configs: [{targets: ["app:80"]}]
          rules.yml: |
            groups:
              - name: app
                rules:
                  - record: requests:rate
                    expr: rate(requests_total[1m])

    Good:
        files:
          prometheus.yml: |
            scrape_configs:
              - job_name: app
                scrape_interval: 15s
                static_configs: [{targets: ["app:80"]}]
          rules.yml: |
            groups:
              - name: app
                rules:
                  - record: requests:rate
                    expr: rate(requests_total[1m])

    Except: series of which neither job nor rule group is known.
    """
    for window in windows(query, facts):
        interval = window.sampling.interval_s
        if not window.starved and window.seconds < ENOUGH * interval:
            yield Finding(
                f"`[{spelled(window.seconds)}]` holds {window.seconds / interval:.2g} samples: "
                f"{window.sampling.who} every `{spelled(interval)}`",
                query.at(span_of(window.matrix.range)),
                f"look at `[{spelled(ENOUGH * interval)}]` or more",
            )
