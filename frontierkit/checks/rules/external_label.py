"""Finds rules that set a label which Prometheus adds to all it sends."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.rules import Rule


@check("rules/external_label", on=Rule, severity=Severity.WARNING, profile="strict")
def external_label(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule sets a label that is an external label with another value.

    External labels are added to what is sent only where there is none of that name: this rule's
    alerts and series claim to come from elsewhere, and are routed and counted there.

    Bad:
        files:
          prometheus.yml: |
            global: {external_labels: {cluster: east}}
            scrape_configs: []
          rules.yml: |
            groups:
              - name: queues
                rules: [{alert: QueueLong, expr: queue_length > 10, labels: {cluster: west}}]

    Good:
        files:
          prometheus.yml: |
            global: {external_labels: {cluster: east}}
            scrape_configs: []
          rules.yml: |
            groups:
              - name: queues
                rules: [{alert: QueueLong, expr: queue_length > 10, labels: {team: west}}]
    """
    for config in facts.project.prometheus:
        for name, text in {**rule.group.labels, **rule.labels}.items():
            external = config.external_labels.get(name)
            if external is not None and external.text != text.text:
                yield Finding(
                    f"`{rule.name}` sets `{name}` to `{text}`, and the external label says "
                    f"`{external}`",
                    text.at(),
                    "leave it to the external label, or choose another name",
                    (Related("the external label", external.at()),),
                )
