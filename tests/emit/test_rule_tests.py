"""A rule test loads the rules of its alerts and what these read: promtool evaluates all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from frontierkit.emit import emit
from frontierkit.loading.sources import load_sources

IMPORTS = "from frontierkit.authoring import alert, alert_test, quiet, record, rule_group\n"
FILES = {
    "counted": 'counted = rule_group("counted", record("job:up:sum", "sum by (job) (up)"))',
    "smoothed": (
        'smoothed = rule_group("smoothed", record("job:up:avg1h", "avg_over_time(job:up:sum[1h])"))'
    ),
    "unrelated": 'other = rule_group("other", record("job:up:max", "max by (job) (up)"))',
    "alerts": (
        'group = rule_group("alerts", alert("MostlyDown", "job:up:avg1h < 0.5"))\n'
        'test = alert_test("is up", given=[], expect=[quiet("MostlyDown", at="1h")])'
    ),
}


@pytest.mark.parametrize(
    ("alert", "loaded"),
    [
        ("", ["alerts", "counted", "smoothed"]),
        ('alert("Flapping", "changes(ALERTS[1h]) > 5")', [*sorted(FILES)]),
    ],
    ids=["what is read, and what that reads", "whoever reads ALERTS reads them all"],
)
def test_a_rule_test_loads_what_matters_to_it(
    alert: str, loaded: list[str], tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    for name, text in FILES.items():
        grouped = text.replace(', alert("Mostly', f', {alert}, alert("Mostly') if alert else text
        (tmp_path / f"sources/{name}.py").write_text(f"{IMPORTS}{grouped}\n", encoding="utf-8")

    found = load_sources(tmp_path)

    assert [d.finding.message for d in found.findings] == []
    tree = {str(file.path): file.text for file in emit(found.project).files}
    tests = yaml.safe_load(tree["prometheus/tests/alerts.yml"])
    assert tests["rule_files"] == [f"../../prometheus/rules/{name}.yml" for name in loaded]
