"""`migrate` says what an upgrade breaks, and what else it changes, and mends what it can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Frontierkit

CATALOG = """
exporter: mine/mine
version: '3.0'
versions: ['1.0', '2.0', '3.0']
source: here
exhaustive: [mine_]
families:
- {name: mine_old, type: gauge, labels: {}, until: '2.0', renamed_to: mine_new}
- {name: mine_new, type: gauge, labels: {}, since: '2.0'}
- {name: mine_gone, type: gauge, labels: {}, until: '3.0', instead: the logs}
- {name: mine_late, type: gauge, labels: {}, deprecated: '2.0', instead: mine_new}
- {name: mine_kind, type: gauge, unit: bytes, labels: {a: null}, until: '2.0'}
- {name: mine_kind, type: counter, unit: seconds, labels: {b: null}, since: '2.0'}
"""
RULES = """\
groups:
- name: g
  rules:
  - {record: a, expr: mine_old}
  - {record: b, expr: mine_gone}
  - {record: c, expr: mine_late}
  - {record: d, expr: 'sum(mine_kind)'}
  - {record: e, expr: mine_never}
"""


@pytest.fixture(autouse=True)
def files(project: Path) -> None:
    (project / "mine.yaml").write_text(CATALOG, encoding="utf-8")
    (project / "rules.yml").write_text(RULES, encoding="utf-8")


def names(out: str) -> list[str]:
    return [d["text"] for d in json.loads(out)["diagnostics"]]


MIGRATE = ("migrate", "mine", "rules.yml", "--catalog", "mine.yaml")


@pytest.mark.parametrize(
    ("since", "to", "broken"),
    [
        ("1.0", "1.0", []),
        ("1.0", "2.0", ["mine_old"]),
        ("1.0", "3.0", ["mine_old", "mine_gone"]),
        ("2.0", "3.0", ["mine_gone"]),
    ],
)
def test_only_what_the_upgrade_breaks_is_told(
    frontierkit: Frontierkit, since: str, to: str, broken: list[str]
) -> None:
    outcome = frontierkit(*MIGRATE, "--from", since, "--to", to, "--format", "json")

    assert names(outcome.out) == broken
    assert outcome.code == (1 if broken else 0)
    assert outcome.err.startswith(f"mine: from {since}, to {to}\n")
    assert "would be there without the upgrade, too" in outcome.err


def test_what_changes_is_told(frontierkit: Frontierkit) -> None:
    outcome = frontierkit(*MIGRATE, "--from", "1.0", "--to", "2.0")

    changed, _, rest = outcome.out.partition("\n\n")
    assert (
        changed
        == """\
changed: `mine_kind`: a gauge becomes a counter; the unit was bytes and is seconds; gets `b` as \
labels: sums and joins by label see more; loses the labels `a`
  --> rules.yml:7   group g › record d
changed: `mine_late`: deprecated since 2.0, instead: mine_new
  --> rules.yml:6   group g › record c"""
    )
    assert rest.startswith("error[metric/removed]: mine 2.0 renamed `mine_old` to `mine_new`")


def test_the_release_in_use_is_that_of_the_settings(
    frontierkit: Frontierkit, project: Path
) -> None:
    (project / "frontierkit.toml").write_text('[exporters]\nmine = "2.0"\n', encoding="utf-8")

    outcome = frontierkit(*MIGRATE, "--to", "3.0", "--format", "json")

    assert names(outcome.out) == ["mine_gone"]
    assert outcome.err.startswith("mine: from 2.0, to 3.0\n")


def test_without_it_the_oldest_release_is_meant_and_said(frontierkit: Frontierkit) -> None:
    outcome = frontierkit(*MIGRATE, "--to", "3.0", "--format", "json")

    assert names(outcome.out) == ["mine_old", "mine_gone"]
    assert "from 1.0, the oldest that is known, to 3.0" in outcome.err


def test_the_release_of_a_scrape_job_is_in_use(frontierkit: Frontierkit, project: Path) -> None:
    (project / "sources").mkdir()
    (project / "sources" / "own.py").write_text(
        "from frontierkit.authoring import engines, record, rule_group\n"
        'llm = engines.vllm.at("llm:8000", version="0.11.0")\n'
        'own = rule_group("own", record("a:b", "max(vllm:gpu_cache_usage_perc)"))\n',
        encoding="utf-8",
    )

    outcome = frontierkit("migrate", "vllm", "--to", "0.12.0", "--write")

    assert "mended 1 place in 1 file\nvllm: from 0.11.0, to 0.12.0\n" in outcome.err
    written = (project / "sources" / "own.py").read_text(encoding="utf-8")
    assert "max(vllm:kv_cache_usage_perc)" in written


def test_write_mends_only_what_breaks(frontierkit: Frontierkit, project: Path) -> None:
    outcome = frontierkit(*MIGRATE, "--from", "1.0", "--to", "3.0", "--write", "--format", "json")

    assert (outcome.code, names(outcome.out)) == (1, ["mine_gone"])
    assert outcome.err.startswith("mended 1 place in 1 file\n")
    mended = RULES.replace("mine_old", "mine_new")
    assert (project / "rules.yml").read_text(encoding="utf-8") == mended
    again = frontierkit(*MIGRATE, "--from", "2.0", "--to", "3.0", "--write", "--format", "json")
    assert "mended" not in again.err


def test_diff_changes_nothing(frontierkit: Frontierkit, project: Path) -> None:
    outcome = frontierkit(*MIGRATE, "--from", "1.0", "--to", "3.0", "--diff")

    assert "+  - {record: a, expr: mine_new}\n" in outcome.out
    assert (project / "rules.yml").read_text(encoding="utf-8") == RULES


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("migrate", "mine", "--catalog", "mine.yaml", "rules.yml"), "--to"),
        ((*MIGRATE, "--to", "latest"), "nobody can say where `latest` stands"),
        ((*MIGRATE, "--to", "2.0", "--from", "main"), "nobody can say where `main` stands"),
        (("migrate", "vlm", "--to", "1.0", "rules.yml"), "did you mean `vllm`?"),
        ((*MIGRATE, "--to", "2.0", "--write", "--diff"), "exclude each other"),
    ],
)
def test_what_makes_no_sense_is_refused(
    frontierkit: Frontierkit, arguments: tuple[str, ...], said: str
) -> None:
    outcome = frontierkit(*arguments)

    assert outcome.code == 2
    assert said in outcome.err
