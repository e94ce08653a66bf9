"""Finds targets whose series cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.scraped_from import Items, StaticTarget, targets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.scrape import PrometheusConfig


@check("scrape/colliding_targets", on=PrometheusConfig, severity=Severity.ERROR)
def colliding_targets(config: PrometheusConfig, facts: Facts) -> Iterator[Finding]:
    """Two targets give their series the same labels.

    The samples of both are written into one series, or refused as duplicates: a counter that jumps
    between two machines, and a rate that is nonsense.

    Bad:
        - job_name: app
          static_configs: [{targets: ["a:8000", "b:8000"]}]
          relabel_configs: [{target_label: instance, replacement: app}]

        - job_name: app
          static_configs: [{targets: ["a:8000", "b:8000"]}]
          metric_relabel_configs: [{regex: instance, action: labeldrop}]

    Good:
        - job_name: app
          static_configs: [{targets: ["a:8000", "b:8000"]}]
          relabel_configs:
            - {source_labels: [__address__], regex: "(.*):.*", target_label: instance}

    Except: jobs that honour the labels of what they fetch.
    """
    first: dict[Items, StaticTarget] = {}
    for target in targets(config):
        if target.job.honor_labels:
            continue
        before = first.setdefault(target.identity, target)
        if (before.url, before.parameters) != (target.url, target.parameters):
            yield Finding(
                f"the series of `{target.written}` and of `{before.written}` have the same labels: "
                f"{_spelled(target.identity)}",
                target.written.at(),
                "leave each target an `instance` of its own",
                (Related("the target that it collides with", before.written.at()),),
            )


def _spelled(labels: Items) -> str:
    inner = ", ".join(f'{name}="{value}"' for name, value in sorted(labels))
    return f"`{{{inner}}}`"
