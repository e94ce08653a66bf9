"""Finds windows that never hold the two samples which a function needs."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.evaluation import spelled
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.sampling import NEEDS_TWO, windows
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query


@check("promql/window_too_short", on=Query, per_text=True, when=NEEDS_TWO, severity=Severity.ERROR)
def window_too_short(query: Query, facts: Facts) -> Iterator[Finding]:
    """A window is no longer than the time between two samples of the series.

    `rate` and its like need two samples. With one sample a minute, a window of one minute holds
    one, and the result is empty: the panel is blank and the alert never fires.

    Bad:
        files:
          prometheus.yml: |
            scrape_configs:
              - job_name: app
                scrape_interval: 1m
                static_configs: [{targets: ["app:80"]}]
          rules.yml: |
            groups:
              - name: app
                rules:
                  - record: requests:rate
                    expr: rate(requests_total[30s])

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
        if window.starved:
            yield Finding(
                f"`{window.call.name}` needs two samples, and `[{spelled(window.seconds)}]` never "
                f"holds more than one: {window.sampling.who} every `{spelled(interval)}`",
                query.at(span_of(window.matrix.range)),
                f"look at `[{spelled(4 * interval)}]` or more",
            )
