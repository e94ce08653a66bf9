"""Rule files → model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from frontierkit.diagnostics import Related, Severity
from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import MapNode, Node, ScalarNode, is_null
from frontierkit.loading.placeholders import is_template
from frontierkit.loading.schema import Schema
from frontierkit.model.location import Location, Passage
from frontierkit.model.query import Query, Role
from frontierkit.model.rules import Rule, RuleGroup

CHECK = "rules/malformed"

GROUP_KEYS = frozenset(
    ("name", "interval", "query_offset", "limit", "rules", "labels", "partial_response_strategy",
     "source_tenants", "evaluation_delay", "align_evaluation_time_on_interval")
)  # fmt: skip
RULE_KEYS = frozenset(
    ("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations")
)
VM_GROUP_KEYS = frozenset(
    ("type", "concurrency", "params", "headers", "notifier_headers", "tenant", "eval_offset",
     "eval_delay", "eval_alignment", "debug", "extra_filter_labels", "notifier")
)  # fmt: skip
VM_RULE_KEYS = frozenset(("debug", "update_entries_limit"))
METRIC_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*", re.ASCII)
LABEL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*", re.ASCII)


def lift_rules(
    root: Node, collected: Collected, trail: Trail = (), *, vmalert: bool = False
) -> list[RuleGroup]:
    """Lift the groups of a rule file, or of the `spec` of a PrometheusRule.

    `vmalert`: the file is known to be for VictoriaMetrics; otherwise its fields tell.
    """
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "a rule file", trail)
    if top is None:
        return []
    metricsql = vmalert or _metricsql(top)
    known = frozenset(("groups", "namespace"))
    schema.only(top, known, "a rule file", trail)
    seen: dict[str, Node] = {}
    groups = []
    for node in schema.mappings(top.get("groups"), "`groups`", "a rule group", trail):
        group = _Groups(schema, metricsql).lift(node, trail)
        groups.append(group)
        if group.name.text in seen:
            schema.collected.report(
                CHECK,
                f"the group `{group.name.text}` is declared twice in this file",
                group.name.at(),
                "give each group of a file a name of its own",
                related=(Related("first declared here", Location(seen[group.name.text])),),
            )
        elif group.name.text:
            seen[group.name.text] = node.get("name") or node
    return groups


def _metricsql(top: MapNode) -> bool:
    """Say whether a file uses what only VictoriaMetrics' vmalert knows."""
    groups = top.get("groups")
    for group in getattr(groups, "items", ()):
        if isinstance(group, MapNode) and group.entries.keys() & VM_GROUP_KEYS:
            return True
    return False


class _Groups:
    """Lifts the rule groups of one file."""

    def __init__(self, schema: Schema, metricsql: bool) -> None:
        self.schema = schema
        self.metricsql = metricsql
        self.group_keys = GROUP_KEYS | VM_GROUP_KEYS if metricsql else GROUP_KEYS
        self.rule_keys = RULE_KEYS | VM_RULE_KEYS if metricsql else RULE_KEYS

    def lift(self, node: MapNode, trail: Trail) -> RuleGroup:
        schema = self.schema
        name = schema.passage(node.get("name"), "the name of a group", trail)
        if name is None or not name.text:
            schema.refuse("a rule group has no name", node, "give it a `name`", trail=trail)
            name = Passage("", node, trail)
        trail = (*trail, f"group {name.text}")
        schema.only(node, self.group_keys, "a rule group", trail)
        group = RuleGroup(
            name=Passage(name.text, name.place, trail),
            path=node.path,
            interval_s=schema.seconds(node.get("interval"), "the interval of a group", trail)
            or None,
            query_offset_s=schema.seconds(
                node.get("query_offset"), "the query offset of a group", trail
            ),
            limit=schema.integer(node.get("limit"), "the limit of a group", trail),
            labels=self._labels(node, trail),
            place=node,
            trail=trail,
            metricsql=self.metricsql,
        )
        if _other_language(node):
            count = len(schema.items(node.get("rules"), "`rules`", trail))
            schema.collected.not_judged("rule of a LogQL group", "only PromQL is judged", count)
            return group
        rules: list[Rule] = []
        for entry in schema.mappings(node.get("rules"), "`rules`", "a rule", trail):
            rule = self._rule(entry, group, len(rules), trail)
            if rule is not None:
                rules.append(rule)
        group.rules = tuple(rules)
        return group

    def _rule(self, node: MapNode, group: RuleGroup, index: int, trail: Trail) -> Rule | None:
        schema = self.schema
        alerting = "alert" in node.entries and not is_null(node.get("alert"))
        recording = "record" in node.entries and not is_null(node.get("record"))
        role = "alert" if alerting else "record"
        name = schema.passage(node.get(role), f"`{role}`", trail)
        trail = (*trail, f"{role} {name.text if name else ''}".strip())
        if not node.entries.keys() <= self.rule_keys:
            schema.only(node, self.rule_keys, "a rule", trail)
        if alerting and recording:
            schema.refuse(
                "a rule has both `alert` and `record`", node, "make two rules of it", trail=trail
            )
        if name is None or not name.text:
            schema.refuse("a rule has neither `alert` nor `record`", node, "name it", trail=trail)
            return None
        expr = self._expr(node, trail)
        if expr is None:
            return None
        name = Passage(name.text, name.place, trail)
        if not alerting:
            self._recording(node, name, trail)
        query = Query(expr, Role.ALERT if alerting else Role.RECORD)
        rule = Rule(
            name=name,
            alerting=alerting,
            query=query,
            labels=self._labels(node, trail),
            annotations=schema.texts(node.get("annotations"), "annotation", trail),
            for_s=schema.seconds(node.get("for"), "`for`", trail),
            keep_firing_for_s=schema.seconds(
                node.get("keep_firing_for"), "`keep_firing_for`", trail
            ),
            group=group,
            index=index,
            place=node,
            trail=trail,
        )
        query.belongs_to(rule)
        return rule

    def _expr(self, node: MapNode, trail: Trail) -> Passage | None:
        expr = node.get("expr")
        if (
            expr is None
            or is_null(expr)
            or (isinstance(expr, ScalarNode) and not expr.text.strip())
        ):
            self.schema.refuse(
                "a rule has no expression", expr or node, "give it an `expr`", trail=trail
            )
            return None
        passage = self.schema.passage(expr, "`expr`", trail)
        if passage is not None and is_template(passage.text):
            self.schema.collected.not_judged("templated expression", "it is filled in later")
            return None
        return passage

    def _recording(self, node: MapNode, name: Passage, trail: Trail) -> None:
        for key in ("for", "keep_firing_for", "annotations"):
            value = node.get(key)
            if value is not None and not is_null(value) and getattr(value, "entries", True):
                self.schema.refuse(
                    f"a recording rule has no `{key}`",
                    node.key(key),
                    "only alerts have",
                    trail=trail,
                )
        if not METRIC_NAME.fullmatch(name.text):
            self._odd_name(
                f"`{name.text}` is no name for a metric",
                name.text,
                node.get("record") or node,
                trail,
            )

    def _labels(self, node: MapNode, trail: Trail) -> Mapping[str, Passage]:
        if "labels" not in node.entries:
            return {}
        labels = self.schema.texts(node.get("labels"), "label", trail)
        for label in labels:
            if label == "__name__" or not LABEL_NAME.fullmatch(label):
                table = node.get("labels")
                key = table.key(label) if isinstance(table, MapNode) else node
                self._odd_name(f"`{label}` is no name for a label", label, key, trail)
        return labels

    def _odd_name(self, message: str, name: str, node: Node, trail: Trail) -> None:
        """Report a name: an error, or a warning where Prometheus 3 would take it."""
        hopeless = name in ("", "__name__") or "{" in name or "}" in name
        self.schema.refuse(
            message,
            node,
            "letters, digits and underscores, and no digit first"
            if hopeless
            else "Prometheus takes it from version 3 on, and queries must then quote it",
            trail=trail,
            severity=Severity.ERROR if hopeless else Severity.WARNING,
        )


def _other_language(node: MapNode) -> bool:
    kind = node.get("type")
    return isinstance(kind, ScalarNode) and kind.text in ("graphite", "vlogs")
