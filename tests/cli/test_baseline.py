"""A baseline holds back what was there, and nothing that is new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit

RULES = """\
groups:
- name: g
  rules:
  - {record: a, expr: "up =="}
  - {record: b, expr: "sum("}
"""
SYNTAX = ("--select", "promql/syntax", "--select", "suppression")


@pytest.fixture(autouse=True)
def files(project: Path) -> None:
    (project / "rules.yml").write_text(RULES, encoding="utf-8")


def test_it_holds_back_what_was_there(frontierkit: Frontierkit, project: Path) -> None:
    written = frontierkit("lint", *SYNTAX, "--write-baseline", "known.json", "rules.yml")
    (project / "rules.yml").write_text(
        f"# moved\n{RULES}  - {{record: c, expr: 'up =='}}\n", encoding="utf-8"
    )

    outcome = frontierkit(
        "lint", *SYNTAX, "--baseline", "known.json", "--format", "json", "rules.yml"
    )

    assert (written.code, written.out, written.err) == (0, "", "wrote 2 findings to known.json\n")
    data = json.loads(outcome.out)
    assert outcome.code == 1
    assert [d["trail"] for d in data["diagnostics"]] == [["group g", "record c"]]
    assert [(d["line"], d["reason"]) for d in data["ignored"]] == [
        (5, "it is in known.json"),
        (6, "it is in known.json"),
    ]


def test_what_is_there_no_more_has_to_go(frontierkit: Frontierkit, project: Path) -> None:
    frontierkit("lint", *SYNTAX, "--write-baseline", "known.json", "rules.yml")
    (project / "rules.yml").write_text(RULES.replace("sum(", "sum(up)"), encoding="utf-8")

    outcome = frontierkit("lint", *SYNTAX, "--baseline", "known.json", "rules.yml")
    frontierkit("lint", *SYNTAX, "--write-baseline", "known.json", "rules.yml")
    again = frontierkit("lint", *SYNTAX, "--baseline", "known.json", "rules.yml")

    assert outcome.code == 1
    assert "error[suppression/stale_baseline]: `promql/syntax` no longer finds" in outcome.out
    assert "--> known.json:5" in outcome.out
    assert (again.code, again.out.split(" \N{MIDDLE DOT} ")[0]) == (0, "clean, 1 ignored")


def test_a_file_that_is_gone_leaves_a_stale_entry(frontierkit: Frontierkit, project: Path) -> None:
    frontierkit("lint", *SYNTAX, "--write-baseline", "known.json", "rules.yml")
    (project / "rules.yml").rename(project / "new.yml")

    outcome = frontierkit("lint", *SYNTAX, "--baseline", "known.json", "new.yml")

    assert outcome.out.count("error[suppression/stale_baseline]") == 2
    assert outcome.out.count("error[promql/syntax]") == 2


def test_the_same_findings_are_the_same_bytes(frontierkit: Frontierkit, project: Path) -> None:
    frontierkit("lint", *SYNTAX, "--write-baseline", "known.json", "rules.yml")

    assert (project / "known.json").read_text(encoding="utf-8") == (
        '{\n "format": "frontierkit.baseline/v1",\n "findings": [\n'
        '  {"check": "promql/syntax", "path": "rules.yml", "trail": ["group g", "record a"],'
        ' "text": "=", "count": 1},\n'
        '  {"check": "promql/syntax", "path": "rules.yml", "trail": ["group g", "record b"],'
        ' "text": "(", "count": 1}\n ]\n}\n'
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no baseline `known.json`"),
        ("", "is no baseline"),
        ("[]", "it has no `format`"),
        ("[" * 5000, "is no baseline"),
        ('{"format": "frontierkit.baseline/v1"}', "no list of `findings`"),
        ('{"format": "frontierkit.baseline/v1", "findings": [1]}', "is no object"),
        ('{"format": "frontierkit.baseline/v1", "findings": [{"check": "a"}]}', "lacks"),
    ],
)
def test_what_is_no_baseline_is_refused(
    frontierkit: Frontierkit, project: Path, content: str | None, said: str
) -> None:
    if content is not None:
        (project / "known.json").write_text(content, encoding="utf-8")

    outcome = frontierkit("lint", "--baseline", "known.json", "rules.yml")

    assert outcome.code == 2
    assert said in outcome.err


def test_it_is_one_thing_at_a_time(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--baseline", "a", "--fix", "rules.yml")

    assert outcome.code == 2
    assert "exclude each other" in outcome.err
