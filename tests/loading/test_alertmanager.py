"""`alertmanager.yml` becomes the model, and amtool agrees on what is refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from frontierkit.diagnostics import Severity
from frontierkit.loading.alertmanager import lift_alertmanager
from frontierkit.loading.collected import Collected
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.yaml_tree import read_yaml
from frontierkit.model.alertmanager import AlertmanagerConfig

GOOD = """\
global:
  slack_api_url: https://hooks.example/secret
route:
  receiver: default
  group_by: [alertname]
  group_wait: 30s
  routes:
    - match: {severity: critical}
      match_re: {team: a|b}
      receiver: pager
      continue: true
      mute_time_intervals: [night]
      routes:
        - matchers: ['engine=~"ollama|mistral"', 'site != lab']
    - matchers: ['{a="x,y", b!~"\\\\d"}']
      repeat_interval: 4h
receivers:
  - name: default
  - name: pager
    pagerduty_configs:
      - service_key: s3cret
        description: '{{ .CommonAnnotations.summary }}'
    webhook_configs:
      - url: http://hook.example/
        http_config: {authorization: {credentials: t0ken}}
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_match: {severity: warning}
    equal: [alertname, instance]
time_intervals:
  - name: night
    time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]
"""


def lift(text: str) -> tuple[AlertmanagerConfig, Collected]:
    collected = Collected()
    config = lift_alertmanager(
        read_yaml(SourceText("alertmanager.yml", text)).documents[0], collected
    )
    assert config is not None
    return config, collected


def test_the_tree_of_routes() -> None:
    config, collected = lift(GOOD)

    assert collected.diagnostics == []
    assert config.route is not None
    root, pager, engines, last = config.route.all()
    assert [str(r.receiver) for r in (root, pager, engines, last)] == [
        "default", "pager", "None", "None",
    ]  # fmt: skip
    assert (root.group_wait_s, last.repeat_interval_s, pager.goes_on) == (30, 4 * 3600, True)
    assert [(m.label, m.operator, m.value) for m in pager.matchers] == [
        ("severity", "=", "critical"),
        ("team", "=~", "a|b"),
    ]
    assert [(m.label, m.operator, m.value) for m in engines.matchers] == [
        ("engine", "=~", "ollama|mistral"),
        ("site", "!=", "lab"),
    ]
    assert [(m.label, m.operator, m.value) for m in last.matchers] == [
        ("a", "=", "x,y"),
        ("b", "!~", "\\d"),
    ]
    assert engines.matchers[0].at.at().position == (14, 23)


def test_receivers_inhibitions_and_secrets() -> None:
    config, _ = lift(GOOD)

    pager = config.receiver("pager")
    assert pager is not None
    assert [integration.kind for integration in pager.integrations] == ["pagerduty", "webhook"]
    secrets = [s.text for i in pager.integrations for s in i.secrets]
    assert secrets == ["s3cret", "t0ken"]
    assert [s.text for s in config.secrets] == ["https://hooks.example/secret"]
    assert [t.text for t in pager.integrations[0].texts] == ["{{ .CommonAnnotations.summary }}"]
    (rule,) = config.inhibit_rules
    assert [label.text for label in rule.equal] == ["alertname", "instance"]
    assert rule.source[0].value == "critical" and rule.target[0].value == "warning"
    assert [interval.text for interval in config.time_intervals] == ["night"]


def config(route: str = "{receiver: a}", receivers: str = "[{name: a}]", more: str = "") -> str:
    return f"route: {route}\nreceivers: {receivers}\n{more}"


REFUSED = {
    "no route": "receivers: [{name: a}]\n",
    "a root without receiver": config(route="{group_by: [a]}"),
    "a root with matchers": config(route="{receiver: a, match: {b: c}}"),
    "an unknown receiver": config(route="{receiver: b}"),
    "an unknown receiver below": config(route="{receiver: a, routes: [{receiver: c}]}"),
    "a receiver twice": config(receivers="[{name: a}, {name: a}]"),
    "a receiver without name": config(receivers="[{name: a}, {webhook_configs: []}]"),
    "an unknown section": config(more="routes: []"),
    "an unknown field of a route": config(route="{receiver: a, grup_by: [b]}"),
    "an unknown kind of receiver": config(receivers="[{name: a, slak_configs: []}]"),
    "a matcher that is none": config(route="{receiver: a, routes: [{matchers: [severity]}]}"),
    "a bad duration": config(route="{receiver: a, group_wait: 1 minute}"),
    "an unknown time interval": config(
        route="{receiver: a, routes: [{mute_time_intervals: [night]}]}"
    ),
    "an unknown field of an inhibition": config(more="inhibit_rules: [{equals: [a]}]"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_malformed_is_one_error(name: str) -> None:
    _, collected = lift(REFUSED[name])

    assert [d.severity for d in collected.diagnostics] == [Severity.ERROR]
    assert collected.diagnostics[0].check == "route/malformed"


def amtool_takes(text: str, directory: Path) -> bool:
    amtool = shutil.which("amtool")
    if amtool is None:
        pytest.skip("amtool is not installed")
    file = directory / "alertmanager.yml"
    file.write_text(text, encoding="utf-8")
    run = subprocess.run([amtool, "check-config", str(file)], capture_output=True, check=False)
    return run.returncode == 0


@pytest.mark.parametrize("name", REFUSED)
def test_amtool_refuses_it_too(name: str, tmp_path: Path) -> None:
    assert not amtool_takes(REFUSED[name], tmp_path)


def test_amtool_takes_the_good_one(tmp_path: Path) -> None:
    assert amtool_takes(GOOD, tmp_path)
