"""A document of a known kind → the parts of the model in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from frontierkit.loading.collected import Collected
from frontierkit.loading.documents import Document
from frontierkit.loading.kinds import Kind
from frontierkit.loading.node import MapNode, ScalarNode

# Each imports what it needs itself: a dashboard alone must not pay for what reads YAML.


def _dashboard(document: Document, collected: Collected, step: str | None = None) -> None:
    from frontierkit.loading.dashboards import lift_dashboard

    data = document.data
    inner = data.get(step) if step is not None and isinstance(data, dict) else data
    if isinstance(inner, dict):
        collected.dashboards.append(
            lift_dashboard(
                inner,
                document.places,
                collected,
                pointer=() if step is None else (step,),
                trail=document.trail,
                datasources=tuple(collected.datasources),
            )
        )


def _wrapped_dashboard(document: Document, collected: Collected) -> None:
    _dashboard(document, collected, "dashboard")


def _dashboard_object(document: Document, collected: Collected) -> None:
    _dashboard(document, collected, "spec")


def _datasources(document: Document, collected: Collected) -> None:
    from frontierkit.loading.datasources import lift_datasources

    collected.datasources += lift_datasources(document.root, collected, document.trail)


def _rules(document: Document, collected: Collected) -> None:
    from frontierkit.loading.rules import lift_rules

    collected.rule_groups += lift_rules(document.root, collected, document.trail)


def _rule_object(document: Document, collected: Collected) -> None:
    from frontierkit.loading.rules import lift_rules

    root = document.root
    if not isinstance(root, MapNode):
        return
    spec, kind = root.get("spec"), root.get("kind")
    if spec is not None:
        collected.rule_groups += lift_rules(
            spec,
            collected,
            document.trail,
            vmalert=isinstance(kind, ScalarNode) and kind.text == "VMRule",
        )


def _prometheus(document: Document, collected: Collected) -> None:
    from frontierkit.loading.prometheus import lift_prometheus

    config = lift_prometheus(document.root, collected, document.trail)
    if config is not None:
        collected.prometheus.append(config)


def _rule_tests(document: Document, collected: Collected) -> None:
    from frontierkit.loading.rule_tests import lift_rule_tests

    collected.rule_tests += lift_rule_tests(document.root, collected, document.trail)


def _grafana_alerts(document: Document, collected: Collected) -> None:
    from frontierkit.loading.grafana_alerts import lift_grafana_alerts

    collected.queries += lift_grafana_alerts(document.root, collected, document.trail)


def _alert_list(document: Document, collected: Collected) -> None:
    from frontierkit.loading.grafana_alerts import lift_alert_list

    collected.queries += lift_alert_list(document.root, collected, document.trail)


def _alertmanager(document: Document, collected: Collected) -> None:
    from frontierkit.loading.alertmanager import lift_alertmanager

    config = lift_alertmanager(document.root, collected, document.trail)
    if config is not None:
        collected.alertmanagers.append(config)


def _compose(document: Document, collected: Collected) -> None:
    from frontierkit.loading.compose import lift_compose

    file = lift_compose(document.root, collected, document.trail)
    if file is not None:
        collected.compose_files.append(file)


_LIFTS: Mapping[Kind, Callable[[Document, Collected], None]] = MappingProxyType(
    {
        Kind.DASHBOARD: _dashboard,
        Kind.WRAPPED_DASHBOARD: _wrapped_dashboard,
        Kind.DASHBOARD_OBJECT: _dashboard_object,
        Kind.DATASOURCES: _datasources,
        Kind.RULES: _rules,
        Kind.RULE_OBJECT: _rule_object,
        Kind.PROMETHEUS: _prometheus,
        Kind.RULE_TESTS: _rule_tests,
        Kind.GRAFANA_ALERTS: _grafana_alerts,
        Kind.ALERT_LIST: _alert_list,
        Kind.ALERTMANAGER: _alertmanager,
        Kind.COMPOSE: _compose,
    }
)

JUDGED = frozenset(_LIFTS)
"""The kinds of documents that are lifted."""


def lift(document: Document, collected: Collected) -> None:
    """Add what a document holds to what is collected."""
    _LIFTS[document.kind](document, collected)
