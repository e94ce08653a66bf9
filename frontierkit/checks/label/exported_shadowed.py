"""Finds labels of a target that stand where the exporter's own label is meant."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.series import Series
from frontierkit.analysis.uses import LabelUse
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query


@check(
    "label/exported_shadowed", on=Query, per_text=True, severity=Severity.WARNING, profile="strict"
)
def exported_shadowed(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query uses a label of the target, and the exporter's label of that name is another one.

    Where both have a label `namespace`, that of the target keeps the name, and that of the exporter
    becomes `exported_namespace`: the query groups by where the exporter runs, not by what it
    tells of.

    Bad:
        scrape:
          - job_name: app
            kubernetes_sd_configs: [{role: pod}]
            relabel_configs:
              - {source_labels: [__meta_kubernetes_namespace], target_label: queue}
        expr: sum by (queue) (queue_length)

    Good:
        scrape:
          - job_name: app
            honor_labels: true
            kubernetes_sd_configs: [{role: pod}]
            relabel_configs:
              - {source_labels: [__meta_kubernetes_namespace], target_label: queue}
        expr: sum by (queue) (queue_length)

    Except: labels of targets that are written down, as those of static targets are.
    """
    for use in _first_uses(facts.uses(query)):
        if use.name.startswith("exported_") or not use.operand.origins:
            continue
        if _shadowed(use.operand, use.name):
            yield Finding(
                f"`{use.name}` is that of the target; the exporter's own is `exported_{use.name}`",
                query.at(use.span),
                f"use `exported_{use.name}`, or set `honor_labels: true` in the scrape job",
            )


def _first_uses(uses: tuple[LabelUse, ...]) -> Iterator[LabelUse]:
    seen: set[str] = set()
    for use in uses:
        if use.name not in seen:
            seen.add(use.name)
            yield use


def _shadowed(series: Series, name: str) -> bool:
    """Return whether each origin exports the label, and stores it under another name."""
    return series.label(f"exported_{name}").presence is not Presence.NEVER and all(
        name in (origin.family.labels or {})
        and origin.labels.get(name).values.finite is None
        and f"exported_{name}" in origin.labels.named
        and origin.labels.get(f"exported_{name}").presence is not Presence.NEVER
        for origin in series.origins
    )
