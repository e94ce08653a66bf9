"""The workflows are valid, pinned, unprivileged, and run what the Makefile runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_the_schema_of_workflows_accepts_it(file: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    arguments = ["--builtin-schema", "vendor.github-workflows", str(file)]

    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_it_may_read_and_nothing_else(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))

    assert workflow["permissions"] == {"contents": "read"}
    for step in steps(workflow):
        # An expression in a script would be code that whoever names a branch may write.
        assert "${{" not in step.get("run", "")
        assert re.fullmatch(r"[\w./-]+@v\d+", step.get("uses", "a/b@v1"))


def test_what_runs_is_what_make_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    own = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    shared = yaml.safe_load((ROOT / ".github/workflows/frontierkit.yml").read_text("utf-8"))

    targets = [step["run"].removeprefix("make ") for step in steps(own) if "run" in step]
    targets.append(own["jobs"]["build"]["with"]["install"].removeprefix("make "))
    called = {
        found[1] for step in steps(shared) for found in re.finditer(
            r"\$FRONTIERKIT (\w+)", step.get("run", "")
        )
    }  # fmt: skip

    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert {"lint", "build", "test"} <= called
    assert "$(BIN)/frontierkit build" in makefile
    assert own["jobs"]["build"]["with"]["frontierkit"] == ".venv/bin/frontierkit"


def test_the_options_that_the_workflow_gives_exist() -> None:
    text = (ROOT / ".github/workflows/frontierkit.yml").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "frontierkit", "lint", "--help"]

    help_text = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    for option in re.findall(r"lint (--\w+) \"\$PROFILE\" (--\w+) (\w+)", text):
        assert all(word in help_text for word in option), option
