"""`inspect` tells a person and a program what an expression is."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Frontierkit, Outcome

CATALOG = """
exporter: mine/mine
version: '1'
source: here
exhaustive: [mine_]
target_labels: {job: null}
families:
- name: mine_wait
  type: histogram
  unit: seconds
  buckets: [0.1, 1, 10]
  labels: {code: [ok, failed]}
"""
QUANTILE = "histogram_quantile(0.9, sum by (le, code) (rate(mine_wait_bucket[5m])))"


@pytest.fixture(autouse=True)
def files(project: Path) -> None:
    (project / "mine.yaml").write_text(CATALOG, encoding="utf-8")


def answer(outcome: Outcome) -> dict[str, Any]:
    (line,) = outcome.out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_person_sees_each_claim_with_its_reason(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("inspect", "--catalog", "mine.yaml", QUANTILE)

    assert (outcome.code, outcome.err) == (0, "")
    assert (
        outcome.out
        == f"""\
type    gauge: goes up and down
        = `mine_wait` is a histogram in the catalog `mine`
unit    seconds
        = `mine_wait` is in seconds
range   [0, 10], NaN possible
        | {QUANTILE}
        | ^^^^^^^^^^^^^^^^^^ `histogram_quantile` over `mine_wait` is at most 10, its largest \
finite bucket
empty   maybe
labels  always code (`failed` or `ok`); never job, le; never another
        = the catalog `mine` (1) says so of `mine_wait`
        | {QUANTILE}
        |                         ^^^^^^^^^^^^^^^^^ `sum` keeps only `le` and `code`
        | {QUANTILE}
        | ^^^^^^^^^^^^^^^^^^ `histogram_quantile` drops `le`
"""
    )


def test_a_program_reads_one_object(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("inspect", "--catalog", "mine.yaml", "--format", "json", QUANTILE)

    found = answer(outcome)
    why = found.pop("why")
    assert "at most 10, its largest finite bucket (at 0, `histogram_quantile`)" in why
    assert found == {
        "expr": QUANTILE,
        "type": "gauge",
        "unit": "seconds",
        "labels": {
            "code": {"presence": "always", "values": ["failed", "ok"]},
            "job": {"presence": "never", "values": []},
            "le": {"presence": "never", "values": []},
        },
        "other_labels": "never",
        "range": {"low": 0.0, "high": 10.0},
        "nan": True,
        "integral": False,
        "empty": "maybe",
    }


@pytest.mark.parametrize(
    ("expr", "told"),
    [
        ("up", {"range": {"low": 0.0, "high": 1.0}, "integral": True, "nan": False}),
        ('"text"', {"type": "string", "empty": "never", "integral": False, "labels": {}}),
        ("vector(1)", {"empty": "never", "other_labels": "never"}),
        ("1 / 0", {"range": {"low": sys.float_info.max, "high": None}, "nan": False}),
        ("-1 / 0", {"range": {"low": None, "high": -sys.float_info.max}}),
        ("NaN", {"range": {"low": None, "high": None}, "nan": True}),
        ("time()", {"type": "timestamp", "unit": "unix_seconds", "empty": "never"}),
        ("mine_wait_count > -1 < -2", {"empty": "always"}),
        ("limitk(2, mine_wait_count)", {"type": "count"}),
    ],
)
def test_what_is_claimed(frontierkit: Frontierkit, expr: str, told: dict[str, Any]) -> None:
    outcome = frontierkit("inspect", "--catalog", "mine.yaml", "--format", "json", "--", expr)

    found = answer(outcome)
    assert {key: found[key] for key in told} == told


def test_the_name_is_told_where_a_result_can_have_one(frontierkit: Frontierkit) -> None:
    selected = frontierkit("inspect", "--format", "json", "--catalog", "mine.yaml", "up")
    added = frontierkit("inspect", "--format", "json", "--catalog", "mine.yaml", "up + 1")

    assert answer(selected)["labels"]["__name__"] == {"presence": "always", "values": ["up"]}
    assert "__name__" not in answer(added)["labels"]


def test_variables_of_grafana_may_be_anything(frontierkit: Frontierkit) -> None:
    expr = 'rate(mine_wait_count{code=~"$code", job="$job"}[$__rate_interval])'
    outcome = frontierkit("inspect", "--format", "json", "--catalog", "mine.yaml", expr)

    assert answer(outcome)["empty"] == "maybe"
    assert answer(outcome)["labels"]["code"]["values"] == ["failed", "ok"]


def test_a_dollar_of_a_regex_is_no_variable(frontierkit: Frontierkit) -> None:
    expr = 'mine_wait_count{code=~"^ok$"}'
    outcome = frontierkit("inspect", "--format", "json", "--catalog", "mine.yaml", expr)

    assert answer(outcome)["labels"]["code"]["values"] == ["ok"]


def test_what_prometheus_refuses_is_an_error(frontierkit: Frontierkit) -> None:
    shown = frontierkit("inspect", "sum(up")
    told = frontierkit("inspect", "--format", "json", "sum(up")

    assert (shown.code, told.code) == (1, 1)
    assert shown.out.startswith("refused ")
    assert "|      ^" in shown.out
    assert set(answer(told)) == {"expr", "error"}


def test_every_line_of_stdin_has_its_answer(
    frontierkit: Frontierkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ["up", "", "sum(", "é{", "1"]
    raw = io.BytesIO("\n".join(lines).encode() + b"\n\xff\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))

    outcome = frontierkit("inspect", "--stdin")

    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0
    assert [each["expr"] for each in found] == [*lines, "\N{REPLACEMENT CHARACTER}"]
    assert ["error" in each for each in found] == [False, True, True, True, False, True]


def test_files_bring_what_rules_record(frontierkit: Frontierkit, project: Path) -> None:
    rules = "groups: [{name: g, rules: [{record: 'code:n', expr: count by (code) (up)}]}]"
    (project / "rules.yml").write_text(rules, encoding="utf-8")

    outcome = frontierkit("inspect", "--format", "json", "code:n", "rules.yml")

    assert answer(outcome)["range"] == {"low": 1.0, "high": None}
    assert answer(outcome)["other_labels"] == "never"


def test_sources_bring_what_they_declare(frontierkit: Frontierkit, project: Path) -> None:
    (project / "sources").mkdir()
    source = (
        "from frontierkit.authoring import record, rule_group\n"
        'g = rule_group("g", record("code:n", "count by (code) (up)"))\n'
    )
    (project / "sources" / "own.py").write_text(source, encoding="utf-8")

    outcome = frontierkit("inspect", "--format", "json", "--sources", "code:n")

    assert answer(outcome)["range"] == {"low": 1.0, "high": None}


def test_no_expression_is_wrong_usage(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("inspect")

    assert outcome.code == 2
    assert "there is no expression" in outcome.err
