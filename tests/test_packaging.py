"""The installed wheel runs every command in an empty directory, far from this repository."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from shutil import which
from subprocess import CompletedProcess

import pytest

from frontierkit.cli.commands import COMMANDS
from tests import offline

RULES = """\
groups:
  - name: engines
    rules:
      - alert: Slow
        expr: rate(vllm:request_success_totl[5m]) > 1
"""


@pytest.fixture(scope="module")
def bin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return offline.installed(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def frontierkit(bin: Path, cwd: Path, *arguments: str) -> CompletedProcess[str]:
    return offline.run(bin / "frontierkit", *arguments, cwd=cwd, HOME=str(cwd.parent))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(bin: Path, empty: Path, command: str) -> None:
    done = frontierkit(bin, empty, command, "--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: frontierkit {command}")


def test_it_is_the_installed_package_that_runs(bin: Path, empty: Path) -> None:
    done = offline.run(
        bin / "python", "-c", "import frontierkit as f; print(f.__file__)", cwd=empty
    )

    assert Path(done.stdout.strip()).is_relative_to(bin.parent)


def test_a_small_file_is_linted_by_the_catalogs_that_travel_along(bin: Path, empty: Path) -> None:
    (empty / "rules.yml").write_text(RULES, encoding="utf-8")

    done = frontierkit(bin, empty, "lint", "--format", "json", "rules.yml")

    assert (done.returncode, done.stderr) == (1, "")
    assert [found["check"] for found in json.loads(done.stdout)["diagnostics"]] == [
        "metric/unknown"
    ]


def test_catalogs_travel_along(bin: Path, empty: Path) -> None:
    done = frontierkit(bin, empty, "catalog", "list")

    assert (done.returncode, done.stderr) == (0, "")
    assert "vllm" in done.stdout


def test_schemas_travel_along(bin: Path, empty: Path) -> None:
    code = "from frontierkit.verify.schemas import schema; print(schema('manifest')['title'])"

    done = offline.run(bin / "python", "-c", code, cwd=empty)

    assert (done.stdout, done.stderr) == ("The manifest of a release\n", "")


def test_a_project_is_begun_and_built(bin: Path, empty: Path) -> None:
    referee = () if which("promtool") else ("--no-promtool",)

    begun = frontierkit(bin, empty, "init")
    linted = frontierkit(bin, empty, "lint")
    built = frontierkit(bin, empty, "build", *referee)
    checked = frontierkit(bin, empty, "build", "--check")

    assert [each.returncode for each in (begun, linted, built, checked)] == [0, 0, 0, 0]
    assert (empty / "build/current/manifest.json").is_file()


def test_grafanas_models_are_the_maintained_ones() -> None:
    # Old releases carry an epoch, which sorts above every version of the maintained line.
    assert version("grafana-foundation-sdk").removeprefix("v").startswith("0.0.")
