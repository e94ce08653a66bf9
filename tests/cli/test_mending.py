"""`lint --fix` and `--diff` as a user meets them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit

CATALOG = """
exporter: mine/mine
version: '2.0'
versions: ['1.0', '2.0']
source: here
exhaustive: [mine_]
families:
- {name: mine_new, type: gauge, labels: {}, since: '2.0'}
- {name: mine_old, type: gauge, labels: {}, until: '2.0', renamed_to: mine_new}
"""
RULES = """\
groups:
- name: g
  rules:
  - {record: a:b, expr: mine_old + mine_old}
  - {record: c:d, expr: "mine\\x5fold"}
  - {record: e:f, expr: mine_older}
"""


@pytest.fixture(autouse=True)
def files(project: Path) -> None:
    (project / "mine.yaml").write_text(CATALOG, encoding="utf-8")
    (project / "rules.yml").write_text(RULES, encoding="utf-8")


def test_fix_mends_and_tells_what_is_left(frontierkit: Frontierkit, project: Path) -> None:
    outcome = frontierkit(
        "lint", "--fix", "--format", "json", "--catalog", "mine.yaml", "rules.yml"
    )

    assert outcome.code == 1
    assert [d["text"] for d in json.loads(outcome.out)["diagnostics"]] == ["mine_old", "mine_older"]
    assert outcome.err == (
        "not mended: rules.yml:5:26: metric/removed: the text is escaped or folded there\n"
        "mended 2 places in 1 file\n"
    )
    mended = RULES.replace("mine_old + mine_old}", "mine_new + mine_new}")
    assert (project / "rules.yml").read_text(encoding="utf-8") == mended


@pytest.mark.parametrize("flags", [["--diff"], ["--fix", "--diff"]])
def test_diff_is_a_patch_and_changes_nothing(
    frontierkit: Frontierkit, project: Path, flags: list[str]
) -> None:
    outcome = frontierkit("lint", *flags, "--catalog", "mine.yaml", "rules.yml")

    assert outcome.code == 1
    assert outcome.err.endswith("would mend 2 places in 1 file\n")
    assert (project / "rules.yml").read_text(encoding="utf-8") == RULES
    patch = ["git", "apply", "-"]
    subprocess.run(patch, input=outcome.out, text=True, check=True, cwd=project)
    assert frontierkit("lint", "--diff", "--catalog", "mine.yaml", "rules.yml").out == ""


def test_json_tells_the_repair(frontierkit: Frontierkit) -> None:
    outcome = frontierkit("lint", "--format", "json", "--catalog", "mine.yaml", "rules.yml")

    assert json.loads(outcome.out)["diagnostics"][0]["fix"] == {
        "description": "use the name that it has as of 2.0",
        "edits": [
            {"start": 0, "end": 8, "replacement": "mine_new"},
            {"start": 11, "end": 19, "replacement": "mine_new"},
        ],
    }
