"""Alerts that Grafana evaluates itself → the queries in them."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.datasource_kinds import PROMQL, language_of, product
from frontierkit.loading.node import MapNode, Node, ScalarNode
from frontierkit.loading.placeholders import is_template
from frontierkit.loading.schema import Schema
from frontierkit.model.location import Passage
from frontierkit.model.query import Query, Role

CHECK = "alert/malformed"


def lift_grafana_alerts(root: Node, collected: Collected, trail: Trail = ()) -> list[Query]:
    """Lift the queries of provisioned alert rules: `groups`, `rules`, `data`, `model`."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "alert provisioning", trail)
    groups = top.get("groups") if top is not None else None
    kinds = {source.uid.text: source.kind for source in collected.datasources if source.uid}
    found: list[Query] = []
    for group in schema.mappings(groups, "`groups`", "a group", trail):
        for rule in schema.mappings(group.get("rules"), "`rules`", "a rule", trail):
            here = (*trail, f"alert {_title(rule)}")
            for step in schema.mappings(_data(rule), "`data`", "a query", here):
                found += _query(collected, step, kinds, here)
    return found


def _title(rule: MapNode) -> str:
    inner = rule.get("grafana_alert")
    for holder in (rule, inner):
        title = holder.get("title") if isinstance(holder, MapNode) else None
        if isinstance(title, ScalarNode):
            return title.text
    return "untitled"


def _data(rule: MapNode) -> Node | None:
    inner = rule.get("grafana_alert")
    return inner.get("data") if isinstance(inner, MapNode) else rule.get("data")


def _query(
    collected: Collected, step: MapNode, kinds: dict[str, str], trail: Trail
) -> Iterator[Query]:
    model = step.get("model")
    uid = step.get("datasourceUid")
    expr = model.get("expr") if isinstance(model, MapNode) else None
    if not isinstance(expr, ScalarNode) or not expr.text.strip():
        return
    name = uid.text if isinstance(uid, ScalarNode) else ""
    kind = "__expr__" if name in ("__expr__", "-100") else kinds.get(name)
    language = language_of(kind, expr.text)
    if language == PROMQL:
        yield from _judged(collected, expr, trail)
    elif language != "expression":
        collected.not_judged(f"{product(language or '')} alert", "only PromQL is judged")


def lift_alert_list(root: Node, collected: Collected, trail: Trail = ()) -> list[Query]:
    """Lift the expressions of a list of alert definitions: `alerts`, `expr`."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "a list of alerts", trail)
    alerts = top.get("alerts") if top is not None else None
    found: list[Query] = []
    for alert in schema.mappings(alerts, "`alerts`", "an alert", trail):
        name = alert.get("name") or alert.get("title")
        here = (*trail, f"alert {name.text if isinstance(name, ScalarNode) else 'untitled'}")
        expr = alert.get("expr")
        if isinstance(expr, ScalarNode) and expr.text.strip():
            found += _judged(collected, expr, here)
    return found


def _judged(collected: Collected, expr: ScalarNode, trail: Trail) -> Iterator[Query]:
    if is_template(expr.text):
        collected.not_judged("templated expression", "it is filled in later")
        return
    yield Query(Passage(expr.text, expr, trail), Role.ALERT)
