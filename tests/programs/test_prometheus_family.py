"""The real promtool, amtool and Prometheus are found and understood."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest

from frontierkit.programs.amtool import AmtoolMissing, find_amtool
from frontierkit.programs.prometheus import PrometheusMissing, find_prometheus
from frontierkit.programs.promtool import PromtoolMissing, find_promtool

RULES = "groups: [{name: g, rules: [{record: a:b, expr: sum(up)}]}]"
TESTS = """
rule_files: [rules.yml]
tests:
  - input_series: [{series: up, values: 1x9}]
    promql_expr_test: [{expr: 'a:b', eval_time: 5m, exp_samples: [{labels: 'a:b', value: VALUE}]}]
"""


@pytest.mark.skipif(not which("promtool"), reason="promtool is not installed")
def test_promtool_judges_configuration_rules_and_tests(tmp_path: Path) -> None:
    (tmp_path / "prometheus.yml").write_text("rule_files: [rules.yml]", encoding="utf-8")
    (tmp_path / "rules.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "bad.yml").write_text(RULES.replace("sum(up)", "sum(up"), encoding="utf-8")
    (tmp_path / "right.yml").write_text(TESTS.replace("VALUE", "1"), encoding="utf-8")
    (tmp_path / "wrong.yml").write_text(TESTS.replace("VALUE", "2"), encoding="utf-8")
    promtool = find_promtool()

    assert promtool.version >= (2, 42)
    assert promtool.check_config(tmp_path / "prometheus.yml").accepted
    assert promtool.check_rules([Path("rules.yml")], tmp_path).accepted
    assert "unclosed left parenthesis" in promtool.check_rules([Path("bad.yml")], tmp_path).output
    assert promtool.test_rules([Path("right.yml")], tmp_path).accepted
    assert not promtool.test_rules([Path("right.yml"), Path("wrong.yml")], tmp_path).accepted


@pytest.mark.skipif(not which("amtool"), reason="amtool is not installed")
def test_amtool_judges_configuration_and_routes(tmp_path: Path) -> None:
    config = tmp_path / "alertmanager.yml"
    config.write_text(
        "{route: {receiver: all, routes: [{receiver: page, matchers: [severity=critical]}]},"
        " receivers: [{name: all}, {name: page}]}",
        encoding="utf-8",
    )
    amtool = find_amtool()

    assert amtool.check_config(config).accepted
    # Before the receiver, amtool warns where the system configures the address of a server.
    assert amtool.route(config, {"severity": "critical"}).output.splitlines()[-1] == "page"
    assert amtool.route(config, {"severity": "warning"}).output.splitlines()[-1] == "all"


@pytest.mark.skipif(not which("prometheus"), reason="Prometheus is not installed")
def test_prometheus_is_found() -> None:
    assert find_prometheus().version >= (2, 42)


def test_whoever_lacks_a_program_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(PromtoolMissing) as promtool:
        find_promtool()
    with pytest.raises(AmtoolMissing) as amtool:
        find_amtool()
    with pytest.raises(PrometheusMissing) as prometheus:
        find_prometheus()

    assert "apt-get install prometheus`" in promtool.value.hint
    assert "--no-promtool" in promtool.value.hint
    assert "apt-get install prometheus-alertmanager`" in amtool.value.hint
    assert "apt-get install prometheus`" in prometheus.value.hint
    assert {each.value.exit_code for each in (promtool, amtool, prometheus)} == {3}
