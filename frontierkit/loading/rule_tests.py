"""promtool's rule tests → model."""

from __future__ import annotations

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import MapNode, Node
from frontierkit.loading.schema import Schema
from frontierkit.model.rules import ExpectedAlert, InputSeries, RuleTest

CHECK = "test/malformed"

_TOP = frozenset(
    ("rule_files", "evaluation_interval", "group_eval_order", "tests", "fuzzy_compare")
)
_TEST = frozenset(
    ("name", "interval", "input_series", "alert_rule_test", "promql_expr_test", "external_labels",
     "external_url", "start_timestamp", "start_time")
)  # fmt: skip
_ALERT = frozenset(("eval_time", "alertname", "exp_alerts"))
_EXPECTED = frozenset(("exp_labels", "exp_annotations"))
_SERIES = frozenset(("series", "values"))
_MINUTE = 60.0


def lift_rule_tests(root: Node, collected: Collected, trail: Trail = ()) -> list[RuleTest]:
    """Lift the tests of a rule test file."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "a rule test file", trail)
    if top is None:
        return []
    schema.only(top, _TOP, "a rule test file", trail)
    evaluation = schema.seconds(top.get("evaluation_interval"), "`evaluation_interval`", trail)
    files = schema.passages(top.get("rule_files"), "`rule_files`", trail)
    tests = schema.mappings(top.get("tests"), "`tests`", "a rule test", trail)
    return [
        _test(schema, node, number, evaluation or _MINUTE, tuple(f.text for f in files), trail)
        for number, node in enumerate(tests, 1)
    ]


def _test(
    schema: Schema,
    node: MapNode,
    number: int,
    evaluation_s: float,
    rule_files: tuple[str, ...],
    trail: Trail,
) -> RuleTest:
    schema.only(node, _TEST, "a rule test", trail)
    given = schema.passage(node.get("name"), "the name of a test", trail)
    name = given.text if given is not None else f"{number}"
    trail = (*trail, f"test {name}")
    expressions = len(schema.items(node.get("promql_expr_test"), "`promql_expr_test`", trail))
    if expressions:
        schema.collected.not_judged("tested expression", "its series are made up", expressions)
    external = schema.texts(node.get("external_labels"), "external label", trail)
    return RuleTest(
        name=name,
        interval_s=schema.seconds(node.get("interval"), "`interval`", trail) or evaluation_s,
        inputs=tuple(_inputs(schema, node, trail)),
        alerts=tuple(_alerts(schema, node, trail)),
        place=node,
        trail=trail,
        external_labels={label: passage.text for label, passage in external.items()},
        rule_files=rule_files,
    )


def _inputs(schema: Schema, node: MapNode, trail: Trail) -> list[InputSeries]:
    found = []
    entries = schema.mappings(node.get("input_series"), "`input_series`", "an input series", trail)
    for entry in entries:
        schema.only(entry, _SERIES, "an input series", trail)
        series = schema.passage(entry.get("series"), "`series`", trail)
        values = schema.passage(entry.get("values"), "`values`", trail)
        if series is None:
            schema.refuse("an input series has no `series`", entry, trail=trail)
            continue
        found.append(InputSeries(series, values.text if values is not None else ""))
    return found


def _alerts(schema: Schema, node: MapNode, trail: Trail) -> list[ExpectedAlert]:
    found = []
    entries = schema.mappings(
        node.get("alert_rule_test"), "`alert_rule_test`", "an alert test", trail
    )
    for entry in entries:
        schema.only(entry, _ALERT, "an alert test", trail)
        alert = schema.passage(entry.get("alertname"), "`alertname`", trail)
        if alert is None or not alert.text:
            schema.refuse("an alert test has no `alertname`", entry, trail=trail)
            continue
        expected = schema.mappings(
            entry.get("exp_alerts"), "`exp_alerts`", "an expected alert", trail
        )
        found.append(
            ExpectedAlert(
                alert=alert,
                at_s=schema.seconds(entry.get("eval_time"), "`eval_time`", trail) or 0.0,
                instances=tuple(_instance(schema, instance, trail) for instance in expected),
                place=entry,
            )
        )
    return found


def _instance(schema: Schema, node: MapNode, trail: Trail) -> tuple[dict[str, str], dict[str, str]]:
    schema.only(node, _EXPECTED, "an expected alert", trail)
    labels = schema.texts(node.get("exp_labels"), "expected label", trail)
    annotations = schema.texts(node.get("exp_annotations"), "expected annotation", trail)
    return (
        {name: passage.text for name, passage in labels.items()},
        {name: passage.text for name, passage in annotations.items()},
    )
