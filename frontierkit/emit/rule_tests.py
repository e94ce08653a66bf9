"""Rule tests, in promtool's format: what is fed in, and which alerts then fire.

promtool compares annotations word for word, numbers and all. Where a test does not speak of them,
it asks for the series `ALERTS` instead, which has the labels of what fires and nothing else; a
comment in that query names the test, since promtool repeats the query when it fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from pathlib import PurePosixPath

from frontierkit.emit.durations import duration
from frontierkit.model.project import Project
from frontierkit.model.rules import ExpectedAlert, Rule, RuleGroup, RuleTest
from frontierkit.output import OutputFile, as_yaml

ROOT = PurePosixPath("prometheus/tests")
Plain = dict[str, object]

OF_RULES = frozenset({"ALERTS", "ALERTS_FOR_STATE"})
_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")
"""What can be the name of a metric in PromQL; the names of functions and labels are no matter."""


def rule_test_files(project: Project) -> Iterator[OutputFile]:
    """Yield a file for the tests of each source. Every test loads all rules that matter to it."""
    by_source: dict[str, list[RuleTest]] = {}
    for test in project.rule_tests:
        by_source.setdefault(test.place.path, []).append(test)
    alerts = {rule.name.text: rule for group in project.rule_groups for rule in group.rules}
    for source, tests in by_source.items():
        groups = _needed(tests, project)
        name = source.removesuffix(".py").removeprefix("sources/").replace("/", "_")
        payload: Plain = {
            "rule_files": sorted({f"../../{group.path}" for group in groups}),
            "evaluation_interval": duration(min(test.interval_s for test in tests)),
            "group_eval_order": _evaluation_order(groups),
            "tests": [_test(test, alerts) for test in tests],
        }
        yield OutputFile(ROOT / f"{name}.yml", as_yaml(payload), str(tests[0].place))


def _test(test: RuleTest, alerts: Mapping[str, Rule]) -> Plain:
    plain: Plain = {
        "name": test.name,
        "interval": duration(test.interval_s),
        "input_series": [
            {"series": each.series.text, "values": each.values} for each in test.inputs
        ],
    }
    if test.external_labels:
        plain["external_labels"] = dict(sorted(test.external_labels.items()))
    worded = [expected for expected in test.alerts if _is_worded(expected)]
    others = [expected for expected in test.alerts if not _is_worded(expected)]
    if worded:
        plain["alert_rule_test"] = [_by_annotations(expected, alerts) for expected in worded]
    if others:
        plain["promql_expr_test"] = [_by_series(expected, test, alerts) for expected in others]
    return plain


def _is_worded(expected: ExpectedAlert) -> bool:
    return any(annotations for _, annotations in expected.instances)


def _by_annotations(expected: ExpectedAlert, alerts: Mapping[str, Rule]) -> Plain:
    return {
        "eval_time": duration(expected.at_s),
        "alertname": expected.alert.text,
        "exp_alerts": [
            {
                "exp_labels": _labels(labels, alerts.get(expected.alert.text)),
                "exp_annotations": dict(sorted(annotations.items())),
            }
            for labels, annotations in expected.instances
        ],
    }


def _by_series(expected: ExpectedAlert, test: RuleTest, alerts: Mapping[str, Rule]) -> Plain:
    name = expected.alert.text
    fixed = {"alertname": name, "alertstate": "firing"}
    samples = [
        {"labels": f"ALERTS{_selector({**_labels(labels, alerts.get(name)), **fixed})}", "value": 1}
        for labels, _ in expected.instances
    ]
    return {
        "expr": f"ALERTS{_selector(fixed)} # {' '.join(test.name.split())}",
        "eval_time": duration(expected.at_s),
        "exp_samples": samples,
    }


def _labels(given: Mapping[str, str], alert: Rule | None) -> dict[str, str]:
    """Return the labels of an instance: those given, and what the rule sets to a fixed text."""
    if alert is None:
        return dict(given)
    own = {**alert.group.labels, **alert.labels}
    fixed = {name: passage.text for name, passage in own.items() if "{{" not in passage.text}
    return dict(sorted({**fixed, **given}.items()))


def _selector(labels: Mapping[str, str]) -> str:
    inner = ", ".join(
        f"{name}={dumps(value, ensure_ascii=False)}" for name, value in sorted(labels.items())
    )
    return f"{{{inner}}}"


def _needed(tests: Iterable[RuleTest], project: Project) -> list[RuleGroup]:
    """Return the groups in the files of the alerts that are tested, and of all that these read.

    promtool evaluates every rule of these files at every step of every test.
    """
    recorded: dict[str, set[str]] = {}
    reads: dict[str, set[str]] = {}
    alerts: dict[str, set[str]] = {}
    for group in project.rule_groups:
        for rule in group.rules:
            named = alerts if rule.alerting else recorded
            named.setdefault(rule.name.text, set()).add(group.path)
            reads.setdefault(group.path, set()).update(_NAME.findall(rule.query.text))
    asked = (expected.alert.text for test in tests for expected in test.alerts)
    paths = set().union(*(alerts.get(name, ()) for name in asked))
    waiting = list(paths)
    while waiting:
        names = reads[waiting.pop()]
        if not names.isdisjoint(OF_RULES):
            return list(project.rule_groups)
        found = set().union(*(recorded.get(name, ()) for name in names)) - paths
        paths |= found
        waiting += found
    return [group for group in project.rule_groups if group.path in paths or not paths]


def _evaluation_order(groups: Iterable[RuleGroup]) -> list[str]:
    """Return the groups, what only records before what alerts: promtool has no order of its own."""
    ordered = sorted(groups, key=lambda group: any(rule.alerting for rule in group.rules))
    return list(dict.fromkeys(group.name.text for group in ordered))
