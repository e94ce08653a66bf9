"""Rule files become the model, and what promtool refuses is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.diagnostics import Severity
from frontierkit.loading.collected import Collected
from frontierkit.loading.rules import lift_rules
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.yaml_tree import read_yaml
from frontierkit.model.query import Role
from frontierkit.model.rules import RuleGroup
from tests.loading.promtool import promtool_takes

GOOD = """\
groups:
  - name: engines
    interval: 30s
    limit: 10
    labels: {team: llm}
    rules:
      - record: llm:requests:rate5m
        expr: sum by (model) (rate(requests_total[5m]))
      - alert: EngineDown
        expr: |
          up{job="engine"}
            == 0
        for: 1m30s
        keep_firing_for: 5m
        labels: {severity: page, level: 1}
        annotations:
          summary: "{{ $labels.instance }} is down"
"""


def lift(text: str) -> tuple[list[RuleGroup], Collected]:
    collected = Collected()
    root = read_yaml(SourceText("rules.yml", text)).documents[0]
    return lift_rules(root, collected), collected


def test_a_rule_file_becomes_groups_of_rules() -> None:
    (group,), collected = lift(GOOD)

    record, alert = group.rules
    assert collected.diagnostics == []
    assert (group.name.text, group.interval_s, group.limit) == ("engines", 30, 10)
    assert {name: str(value) for name, value in group.labels.items()} == {"team": "llm"}
    assert (record.name.text, record.alerting, record.for_s) == ("llm:requests:rate5m", False, None)
    assert (alert.name.text, alert.alerting, alert.index) == ("EngineDown", True, 1)
    assert (alert.for_s, alert.keep_firing_for_s) == (90, 300)
    assert {k: str(v) for k, v in alert.labels.items()} == {"severity": "page", "level": "1"}
    assert (record.query.role, alert.query.role) == (Role.RECORD, Role.ALERT)
    assert alert.query.owner is alert and alert.group is group


def test_places_and_trails() -> None:
    (group,), _ = lift(GOOD)
    alert = group.rules[1]

    assert alert.query.trail == ("group engines", "alert EngineDown")
    assert alert.query.at().position == (11, 11)
    assert alert.query.passage.place.position(alert.query.text.index("==")) == (12, 13)
    assert alert.annotations["summary"].at().position == (17, 21)
    assert alert.annotations["summary"].trail[-1] == "annotation summary"
    assert alert.labels["severity"].at().position == (15, 28)


def rule(text: str) -> str:
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    return f"groups:\n- name: g\n  rules:\n  -\n{lines}\n"


REFUSED = {
    "unknown field of the file": "groups: []\nextra: 1\n",
    "unknown field of a group": "groups:\n- name: g\n  intervall: 5m\n  rules: []\n",
    "unknown field of a rule": rule("alert: A\nexpr: up\nseverity: page"),
    "no group name": "groups:\n- rules: []\n",
    "a group name twice": "groups:\n- name: g\n  rules: []\n- name: g\n  rules: []\n",
    "groups that are no list": "groups: {name: g}\n",
    "a group that is no mapping": "groups: [g]\n",
    "rules that are no list": "groups:\n- name: g\n  rules: {alert: A, expr: up}\n",
    "a file that is a list": "- name: g\n",
    "a bad interval": "groups:\n- name: g\n  interval: 5 minutes\n  rules: []\n",
    "an interval without unit": "groups:\n- name: g\n  interval: 30\n  rules: []\n",
    "both alert and record": rule("alert: A\nrecord: a\nexpr: up"),
    "neither alert nor record": rule("expr: up"),
    "no expression": rule("alert: A"),
    "an empty expression": rule('alert: A\nexpr: ""'),
    "an expression that is a list": rule("alert: A\nexpr: [up]"),
    "a bad for": rule("alert: A\nexpr: up\nfor: soon"),
    "units out of order": rule("alert: A\nexpr: up\nfor: 5m1h"),
    "for in a recording rule": rule("record: a\nexpr: up\nfor: 5m"),
    "keep_firing_for in a recording rule": rule("record: a\nexpr: up\nkeep_firing_for: 5m"),
    "annotations in a recording rule": rule("record: a\nexpr: up\nannotations: {a: b}"),
    "a label that is a list": rule("alert: A\nexpr: up\nlabels: {severity: [a]}"),
    "a label that is a mapping": rule("alert: A\nexpr: up\nlabels: {severity: {a: b}}"),
    "labels that are a list": rule("alert: A\nexpr: up\nlabels: [a]"),
    "the label __name__": rule("alert: A\nexpr: up\nlabels: {__name__: a}"),
    "an annotation that is a list": rule("alert: A\nexpr: up\nannotations: {a: [b]}"),
    "a limit that is no number": "groups:\n- name: g\n  limit: many\n  rules: []\n",
}

# What the installed promtool refuses and Prometheus 3 takes.
REFUSED_BEFORE_3 = {
    "a label with a dash": rule("alert: A\nexpr: up\nlabels: {my-label: a}"),
    "a recorded name with a dash": rule("record: a-b\nexpr: up"),
}

TAKEN = {
    "good": GOOD,
    "no groups": "groups: []\n",
    "null groups": "groups:\n",
    "a group without rules": "groups:\n- name: g\n",
    "numbers as labels": rule("alert: A\nexpr: up\nlabels: {a: 1, b: true, c: 1.5, d: }"),
    "a number as expression": rule("alert: A\nexpr: 1"),
    "for zero": rule("alert: A\nexpr: up\nfor: 0"),
    "for nothing": rule("alert: A\nexpr: up\nfor:"),
    "empty annotations of a record": rule("record: a\nexpr: up\nannotations: {}"),
    "milliseconds": rule("alert: A\nexpr: up\nfor: 1m500ms"),
    "anchors": rule("alert: A\nexpr: up\nlabels: &l {a: b}\nannotations: *l"),
    "json": '{"groups": [{"name": "g", "rules": [{"alert": "A", "expr": "up"}]}]}',
}


def errors(text: str) -> list[str]:
    _, collected = lift(text)
    return [d.finding.message for d in collected.diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_malformed_is_one_error(name: str) -> None:
    assert len(errors(REFUSED[name])) == 1


@pytest.mark.parametrize("name", REFUSED_BEFORE_3)
def test_names_that_prometheus_3_takes_are_a_warning(name: str) -> None:
    _, collected = lift(REFUSED_BEFORE_3[name])

    assert [d.severity for d in collected.diagnostics] == [Severity.WARNING]


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_well_formed_is_no_finding(name: str) -> None:
    _, collected = lift(TAKEN[name])

    assert collected.diagnostics == []


@pytest.mark.parametrize("name", [*REFUSED, *REFUSED_BEFORE_3])
def test_promtool_refuses_it_too(name: str, tmp_path: Path) -> None:
    text = {**REFUSED, **REFUSED_BEFORE_3}[name]

    assert not promtool_takes(text, tmp_path, "rules")


@pytest.mark.parametrize("name", TAKEN)
def test_promtool_takes_it_too(name: str, tmp_path: Path) -> None:
    # The installed promtool may be older than labels of groups.
    since_3 = "    labels: {team: llm}\n"

    assert promtool_takes(TAKEN[name].replace(since_3, ""), tmp_path, "rules")


def test_vmalert_may_say_more() -> None:
    text = "groups:\n- name: g\n  concurrency: 2\n  rules:\n  - {alert: A, expr: up, debug: true}\n"

    (group,), collected = lift(text)

    assert group.metricsql and collected.diagnostics == []


def test_a_misspelt_field_comes_with_the_right_one() -> None:
    _, collected = lift(rule("alert: A\nexpr: up\nanotations: {a: b}"))

    (diagnostic,) = collected.diagnostics
    assert diagnostic.finding.message == "a rule has no field `anotations`"
    assert diagnostic.finding.help == "did you mean `annotations`?"
    assert diagnostic.finding.at.position == (7, 5)
    assert diagnostic.finding.at.trail == ("group g", "alert A")


def test_a_helm_expression_is_counted_not_judged() -> None:
    (group,), collected = lift(rule("alert: A\nexpr: up > {{ .Values.limit }}"))

    assert group.rules == ()
    assert collected.gaps == {("templated expression", "it is filled in later"): 1}
