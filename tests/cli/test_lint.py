"""`lint` as a user meets it: paths, catalogs, formats, exit codes, settings."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit

CATALOG = """
exporter: mine/mine
version: '1'
source: here
exhaustive: [mine_]
families:
- {name: mine_requests_total, type: counter, labels: {path: null}}
"""
RULES = """
groups:
- name: mine
  rules:
  - alert: Quiet
    expr: rate(mine_requests_totl[5m]) == 0
  - record: path:mine:rate5m
    expr: sum by (path) (rate(mine_requests_total[5m]))
"""


@pytest.fixture(autouse=True)
def files(project: Path) -> None:
    (project / "mine.yaml").write_text(CATALOG, encoding="utf-8")
    (project / "rules.yml").write_text(RULES, encoding="utf-8")
    (project / "good.yml").write_text(RULES.replace("totl", "total"), encoding="utf-8")


def test_errors_are_exit_code_1(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--catalog", "mine.yaml", "rules.yml")

    assert outcome.code == 1
    assert "error[metric/unknown]: no exporter exposes `mine_requests_totl`" in outcome.out
    assert "--> rules.yml:6:16   group mine › alert Quiet" in outcome.out
    assert "did you mean `mine_requests_total`?" in outcome.out
    assert "1 error · judged 2 rules" in outcome.out


def test_clean_is_exit_code_0(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--catalog", "mine.yaml", "good.yml")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("clean · judged 2 rules")


def test_json_after_two_dashes(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--format", "json", "--catalog", "mine.yaml", "--", "rules.yml")

    data = json.loads(outcome.out)
    assert [d["check"] for d in data["diagnostics"]] == ["metric/unknown"]
    assert data["diagnostics"][0]["text"] == "rate(mine_requests_totl[5m]) == 0"
    assert data["summary"]["error"] == 1


def test_a_file_that_is_not_there_is_wrong_usage(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "nowhere.json")

    assert outcome.code == 2
    assert "nowhere.json" in outcome.err


def test_a_catalog_that_is_none_is_wrong_usage(frontierkit: Frontierkit, project: Path) -> None:
    (project / "bad.yaml").write_text("families: 5\n", encoding="utf-8")

    outcome = frontierkit("lint", "--catalog", "bad.yaml", "rules.yml")

    assert outcome.code == 2
    assert "bad.yaml:1" in outcome.err


def test_an_unknown_bundled_catalog_is_wrong_usage(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--catalog", "vlm", "rules.yml")

    assert outcome.code == 2
    assert "did you mean `vllm`?" in outcome.err


def test_a_check_can_be_ignored(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--catalog", "mine.yaml", "--ignore", "metric", "rules.yml")

    assert outcome.code == 0


def test_a_check_can_be_run_alone(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--catalog", "mine.yaml", "--select", "label/lost", "rules.yml")

    assert outcome.code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_check_that_does_not_exist_is_wrong_usage(frontierkit: Frontierkit, option: str) -> None:
    outcome = frontierkit("lint", option, "metric/unknwon", "rules.yml")

    assert outcome.code == 2
    assert "no check and no family of checks is called `metric/unknwon`" in outcome.err
    assert "did you mean `metric/unknown`?" in outcome.err


def test_settings_that_name_no_check_are_said_with_their_line(
    frontierkit: Frontierkit, project: Path
) -> None:
    (project / "frontierkit.toml").write_text('\nignore = ["metrics"]\n', encoding="utf-8")

    outcome = frontierkit("lint", "rules.yml")

    assert outcome.code == 2
    assert outcome.err.startswith("error: frontierkit.toml:2: no check")


def test_settings_change_severity_and_what_fails(frontierkit: Frontierkit, project: Path) -> None:
    settings = """
catalogs = ["mine.yaml"]
severity = {metric = "info", "metric/unknown" = "warning"}
"""
    (project / "frontierkit.toml").write_text(settings, encoding="utf-8")

    lenient = frontierkit("lint", "rules.yml")
    severe = frontierkit("lint", "--fail-on", "warning", "rules.yml")

    assert "warning[metric/unknown]" in lenient.out
    assert (lenient.code, severe.code) == (0, 1)


def test_settings_ignore_by_path(frontierkit: Frontierkit, project: Path) -> None:
    settings = """
catalogs = ["mine.yaml"]
[paths."old/*.yml"]
ignore = ["metric/unknown"]
"""
    (project / "frontierkit.toml").write_text(settings, encoding="utf-8")
    (project / "old").mkdir()
    (project / "rules.yml").rename(project / "old" / "rules.yml")

    assert frontierkit("lint", "old/rules.yml").code == 0
    assert frontierkit("lint", "./old").code == 0


def test_settings_select_by_path(frontierkit: Frontierkit, project: Path) -> None:
    settings = """
catalogs = ["mine.yaml"]
select = ["metric"]
severity = {metric = "info"}
[paths."new/*"]
select = ["strict"]
ignore = ["promql", "alert", "record"]
severity = {"metric/unknown" = "warning", rules = "error"}
[paths."old/*"]
select = ["label"]
"""
    (project / "frontierkit.toml").write_text(settings, encoding="utf-8")
    for folder in ("new", "old", "others"):
        (project / folder).mkdir()
        (project / folder / "rules.yml").write_text(RULES, encoding="utf-8")

    outcome = frontierkit("lint", "--format", "json", "new", "old", "others")
    asked = frontierkit("lint", "--format", "json", "--select", "metric/unknown", "old")

    found = [(d["path"], d["check"], d["severity"]) for d in json.loads(outcome.out)["diagnostics"]]
    assert found == [
        ("new/rules.yml", "metric/unknown", "warning"),
        ("others/rules.yml", "metric/unknown", "info"),
    ]
    assert len(json.loads(asked.out)["diagnostics"]) == 1


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_path_that_names_no_check_is_refused(
    frontierkit: Frontierkit, project: Path, key: str
) -> None:
    (project / "frontierkit.toml").write_text(
        f'[paths."old/*"]\n{key} = ["metric/unknwn"]\n', encoding="utf-8"
    )

    outcome = frontierkit("lint", "rules.yml")

    assert outcome.code == 2
    assert "frontierkit.toml:2: no check and no family" in outcome.err


def test_without_paths_there_must_be_sources(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint")

    assert outcome.code == 2
    assert "frontierkit init" in outcome.err


def test_without_catalogs_the_summary_says_what_was_used(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "rules.yml")

    assert outcome.code == 0
    assert "not judged: 2 queries (no catalog that takes part knows" in outcome.out
    assert "pass `--catalog`" in outcome.out


def test_a_bug_in_a_check_names_the_check_and_the_place(
    frontierkit: Frontierkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frontierkit.checks.metric import unknown

    def broken(*_: object) -> None:
        raise KeyError("oh")

    monkeypatch.setattr(unknown, "absent_metrics", broken)

    outcome = frontierkit("lint", "--select", "metric/unknown", "rules.yml")

    assert outcome.code == 3
    assert "metric/unknown failed on rules.yml:6 (KeyError: 'oh')" in outcome.err
    assert "please report" in outcome.err


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", '{"panels":' + "[" * 10_000 + "]" * 10_000 + "}"),
        ("deep.yml", "groups: " + "[" * 10_000),
        (
            "bomb.yml",
            "a: &a [x, x]\n"
            + "".join(
                f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n"
                for i in range(12)
            )
            + "groups: []\n",
        ),
        ("zero.json", '{"title": "\0", "panels": []}'),
        ("number.json", '{"title": "x", "panels": [], "version": ' + "9" * 5000 + "}"),
    ],
    ids=["deep JSON", "deep YAML", "alias bomb", "a byte that is no text", "a number"],
)
def test_hostile_files_are_findings(
    frontierkit: Frontierkit, project: Path, name: str, text: str
) -> None:
    (project / name).write_text(text, encoding="utf-8")

    outcome = frontierkit("lint", name)

    assert outcome.code == 1
    assert f"  --> {name}:" in outcome.out
    assert "error[file/unreadable]" in outcome.out
    assert "  = help: " in outcome.out
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("command", [("lint", "rules.yml"), ("inspect", "up")])
def test_a_catalog_that_never_ends_is_refused(
    frontierkit: Frontierkit, project: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(project / "pipe.yaml")

    for name, message in (("pipe.yaml", "named pipe"), ("/dev/zero", "more than 64 MiB")):
        outcome = frontierkit(*command, "--catalog", name)

        assert (outcome.code, message in outcome.err) == (2, True)


def test_settings_that_are_a_pipe_are_refused(frontierkit: Frontierkit, project: Path) -> None:
    os.mkfifo(project / "frontierkit.toml")

    assert frontierkit("lint", "rules.yml").code == 2


def test_the_release_of_an_exporter_that_has_no_catalog_is_refused(
    frontierkit: Frontierkit, project: Path
) -> None:
    (project / "frontierkit.toml").write_text('[exporters]\nmine = "1"\nvlm = "0.9"\n')

    outcome = frontierkit("lint", "--catalog", "mine.yaml", "good.yml")

    assert outcome.code == 2
    assert "frontierkit.toml:3: no catalog is called `vlm`" in outcome.err
    assert "did you mean `vllm`?" in outcome.err
