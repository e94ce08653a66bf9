"""What a document is, going by its content."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode


class Kind(Enum):
    """A kind of document that is lifted, or known well enough to say why it is not."""

    DASHBOARD = "a Grafana dashboard"
    WRAPPED_DASHBOARD = "a Grafana dashboard as the HTTP API takes it"
    DASHBOARD_OBJECT = "a Grafana dashboard in a Kubernetes object"
    GRAFANA_DASHBOARD = "a GrafanaDashboard object"
    DASHBOARD_V2 = "a Grafana dashboard of schema v2"
    LIBRARY_PANEL = "a Grafana library panel"
    DATASOURCES = "Grafana datasource provisioning"
    PROVIDERS = "Grafana dashboard provisioning"
    GRAFANA_ALERTS = "Grafana-managed alert rules"
    RULES = "a Prometheus rule file"
    RULE_OBJECT = "a PrometheusRule object"
    ALERT_LIST = "a list of alert definitions"
    RULE_TESTS = "a promtool rule test"
    PROMETHEUS = "a Prometheus configuration"
    ALERTMANAGER = "an Alertmanager configuration"
    COMPOSE = "a compose file"
    CONFIG_MAP = "a ConfigMap"
    KUBERNETES_LIST = "a Kubernetes List"
    KUBERNETES = "a Kubernetes object"
    PERSES = "a Perses dashboard"
    PROMTAIL = "a Promtail configuration"
    EMPTY = "empty"
    OTHER = "neither a dashboard, nor rules, nor a configuration that is judged"


_PANEL_KEYS = frozenset(("panels", "rows", "templating", "annotations", "schemaVersion"))
_PROMETHEUS_KEYS = frozenset(
    ("scrape_configs", "scrape_config_files", "remote_write", "remote_read")
)
_PERSES_KINDS = frozenset(("PersesDashboard", "PersesDatasource", "PersesGlobalDatasource"))


def kind_of(data: object) -> Kind:
    """Return the kind of a document, given as plain data or as the outline of it."""
    if data is None or data == {} or data == []:
        return Kind.EMPTY
    if not isinstance(data, Mapping):
        return Kind.OTHER
    kind = data.get("kind")
    if isinstance(kind, str):
        if isinstance(data.get("apiVersion"), str):
            return _kubernetes(data)
        if kind in _PERSES_KINDS or (kind == "Dashboard" and "spec" in data):
            return Kind.PERSES
    return _grafana(data) or _prometheus(data) or Kind.OTHER


def _kubernetes(data: Mapping[str, object]) -> Kind:
    kind, group = data["kind"], str(data["apiVersion"]).partition("/")[0]
    spec = data.get("spec")
    if kind in ("PrometheusRule", "VMRule"):
        return Kind.RULE_OBJECT
    if kind == "ConfigMap":
        return Kind.CONFIG_MAP
    if kind == "List" or (str(kind).endswith("List") and "items" in data):
        return Kind.KUBERNETES_LIST
    if kind == "GrafanaDashboard":
        return Kind.GRAFANA_DASHBOARD
    if kind == "Dashboard" and group == "dashboard.grafana.app":
        v2 = isinstance(spec, Mapping) and "elements" in spec
        return Kind.DASHBOARD_V2 if v2 else Kind.DASHBOARD_OBJECT
    if kind in _PERSES_KINDS:
        return Kind.PERSES
    return Kind.KUBERNETES


def _grafana(data: Mapping[str, object]) -> Kind | None:
    inner = data.get("dashboard")
    if isinstance(inner, Mapping) and _is_dashboard(inner):
        return Kind.WRAPPED_DASHBOARD
    if "elements" in data and "layout" in data:
        return Kind.DASHBOARD_V2
    if _is_dashboard(data):
        return Kind.DASHBOARD
    model = data.get("model") or (_at(data, "result", "model"))
    if isinstance(model, Mapping) and ("targets" in model or "type" in model):
        return Kind.LIBRARY_PANEL
    if isinstance(data.get("datasources"), list) or "deleteDatasources" in data:
        return Kind.DATASOURCES
    if "providers" in data and "apiVersion" in data:
        return Kind.PROVIDERS
    rule = _first(_at(_first(data.get("groups")), "rules"))
    if "apiVersion" in data and "groups" in data:
        return Kind.GRAFANA_ALERTS
    if isinstance(rule, Mapping) and ("grafana_alert" in rule or "condition" in rule):
        return Kind.GRAFANA_ALERTS
    return None


def _is_dashboard(data: Mapping[str, object]) -> bool:
    if isinstance(data.get("templating"), list) and "schemaVersion" not in data:
        return False  # what a generator of somebody's own reads
    if "panels" in data or "rows" in data:
        return bool({"title", "uid", "id", "__inputs"} & data.keys()) or (
            len(_PANEL_KEYS & data.keys()) > 1
        )
    return "schemaVersion" in data and len(_PANEL_KEYS & data.keys()) > 1


def _prometheus(data: Mapping[str, object]) -> Kind | None:
    if "rule_files" in data and "tests" in data:
        return Kind.RULE_TESTS
    if "scrape_configs" in data and {"positions", "clients"} & data.keys():
        return Kind.PROMTAIL
    if _PROMETHEUS_KEYS & data.keys():
        return Kind.PROMETHEUS
    if _is_alertmanager(data):
        return Kind.ALERTMANAGER
    if _is_prometheus_global(data):
        return Kind.PROMETHEUS
    alert = _first(data.get("alerts"))
    if isinstance(alert, Mapping) and "expr" in alert:
        return Kind.ALERT_LIST
    if "groups" in data:
        return Kind.RULES if _is_rules(data) else None
    return Kind.COMPOSE if _is_compose(data) else None


def _is_alertmanager(data: Mapping[str, object]) -> bool:
    route, receiver = data.get("route"), _first(data.get("receivers"))
    if isinstance(route, Mapping) and {"receiver", "routes", "group_by"} & route.keys():
        return True
    return isinstance(receiver, Mapping) and "name" in receiver


def _is_compose(data: Mapping[str, object]) -> bool:
    services = data.get("services")
    return isinstance(services, Mapping) and any(
        isinstance(service, Mapping) and {"image", "build", "extends"} & service.keys()
        for service in services.values()
    )


def _is_prometheus_global(data: Mapping[str, object]) -> bool:
    settings = data.get("global")
    if "rule_files" in data or _at(data, "alerting", "alertmanagers") is not None:
        return True
    return isinstance(settings, Mapping) and bool(
        {"scrape_interval", "evaluation_interval", "external_labels"} & settings.keys()
    )


def _is_rules(data: Mapping[str, object]) -> bool:
    groups = data["groups"]
    if data.keys() == {"groups"} or groups is None:
        return True
    group = _first(groups)
    return isinstance(group, Mapping) and bool({"rules", "interval"} & group.keys())


def _at(data: object, *path: str) -> object:
    for name in path:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data


def _first(data: object) -> object:
    return data[0] if isinstance(data, list) and data else None


def outline(node: Node, depth: int = 5) -> object:
    """Return as much of the plain structure below `node` as tells its kind."""
    if isinstance(node, ScalarNode):
        return node.value if len(node.text) < 200 else node.text
    if depth == 0:
        return None
    if isinstance(node, ListNode):
        return [outline(item, depth - 1) for item in node.items[:1]]
    assert isinstance(node, MapNode)
    return {name: outline(value, depth - 1) for name, value in node.values()}
