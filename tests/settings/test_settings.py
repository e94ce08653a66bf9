"""Settings are found, validated with a place and a next step, and kept by content."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from frontierkit.errors import UsageError
from frontierkit.settings import PathRule, Settings, Versions, read_settings
from frontierkit.settings.read import settings_from_plain
from frontierkit.settings.validate import ADAPTER


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("FRONTIERKIT_CACHE", str(folder))
    (tmp_path / "project" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")
    return folder


def write(text: str, name: str = "pyproject.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_without_a_file_there_are_defaults() -> None:
    found = read_settings()

    assert found.settings == Settings()
    assert found.root == os.getcwd()


def test_the_table_of_pyproject_is_read() -> None:
    write("""
[tool.frontierkit]
engines = ["ollama"]
versions = {prometheus = "3.5"}
exporters = {vllm = "0.10.2"}
severity = {"metric/unknown" = "warning"}
[tool.frontierkit.paths."old/*.json"]
ignore = ["panel"]
select = ["strict"]
severity = {panel = "info"}
""")

    rule = PathRule(ignore=("panel",), select=("strict",), severity={"panel": "info"})
    assert read_settings().settings == Settings(
        engines=("ollama",),
        versions=Versions(prometheus="3.5"),
        exporters={"vllm": "0.10.2"},
        severity={"metric/unknown": "warning"},
        paths={"old/*.json": rule},
    )


def test_a_file_of_its_own_comes_first() -> None:
    write('[tool.frontierkit]\nsources = "a"\n')
    write('sources = "b"\n', "frontierkit.toml")

    assert read_settings().settings.sources == "b"


def test_the_nearest_file_with_the_table_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    write('[tool.frontierkit]\nsources = "above"\n')
    Path("below/deeper").mkdir(parents=True)
    write("[project]\nname = 'frontierkit-user'\n", "below/pyproject.toml")
    above = os.getcwd()

    monkeypatch.chdir("below/deeper")

    assert read_settings().settings.sources == "above"
    assert read_settings().root == above


def test_the_search_ends_at_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    write('sources = "outside"\n', "frontierkit.toml")
    Path("inner/.git").mkdir(parents=True)

    monkeypatch.chdir("inner")

    assert read_settings().settings.sources == "sources"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("sorces = 'x'", "frontierkit.toml:1: there is no setting `sorces`", "`sources`"),
        (
            "\n[versions]\nprometeus = '3'",
            "frontierkit.toml:3: there is no setting",
            "`prometheus`",
        ),
        ("versions = {grafana = 12.1}", "put the value in quotes", ""),
        ("engines = 'ollama'", "`engines`: a list is wanted, not 'ollama'", ""),
        ("fail_on = 'notice'", "`fail_on`: 'error', 'warning' or 'info' is wanted", ""),
        ("keep = 0", "frontierkit.toml:1: `keep`: at least the current release", ""),
        ("timeouts = {source = 0}", "`timeouts.source`: more than 0 seconds", ""),
        ("keep = ", "frontierkit.toml is no TOML", "docs/settings.md"),
        ("keep = 'x'", "`keep`: a whole number is wanted, not 'x'", "docs/settings.md"),
        (
            "[tool.frontierkit]\nkeep = 3",
            "`[tool.frontierkit]` is what the table is called in pyproject.toml",
            "at the top",
        ),
    ],
)
def test_what_makes_no_sense_is_said_with_its_place(text: str, message: str, hint: str) -> None:
    write(text, "frontierkit.toml")

    with pytest.raises(UsageError) as caught:
        read_settings()

    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_a_file_that_is_not_utf8_is_said_so() -> None:
    Path("frontierkit.toml").write_bytes(b"sources = '\xff'")

    with pytest.raises(UsageError, match="not UTF-8"):
        read_settings()


def test_plain_data_gives_the_same_settings() -> None:
    settings = Settings(engines=("a",), paths={"x": PathRule(ignore=("y",))})

    plain = json.loads(json.dumps(ADAPTER.dump_python(settings, mode="json")))

    assert settings_from_plain(plain) == settings


def test_unchanged_settings_need_no_pydantic(cache: Path) -> None:
    write('sources = "here"\n', "frontierkit.toml")
    read_settings()
    script = (
        "import sys; from frontierkit.settings import read_settings;"
        "print(read_settings().settings.sources, 'pydantic' in sys.modules)"
    )

    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert out.stdout.split() == ["here", "False"]


def test_a_damaged_cache_is_made_again(cache: Path) -> None:
    write('sources = "here"\n', "frontierkit.toml")
    read_settings()
    assert list(cache.rglob("*.kept"))

    for file in cache.rglob("*.kept"):
        file.write_text("{")

    assert read_settings().settings.sources == "here"
