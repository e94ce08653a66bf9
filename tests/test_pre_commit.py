"""The hooks that this repository offers run under the real pre-commit, without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import offline

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: frontierkit-lint
      - id: frontierkit-build-check
"""
SOURCE = """\
from frontierkit.authoring import alert, rule_group, scrape_job

vllm = scrape_job("vllm", "vllm:8000", exporter="vllm")
alerts = rule_group("vllm", alert("Busy", "sum(vllm:num_requests_running) > 9", for_="5m"))
"""


def git(*arguments: str, cwd: Path) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = offline.run("git", *identity, *arguments, cwd=cwd, GIT_CONFIG_GLOBAL="/dev/null")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """Commit all that is in a folder; return the commit."""
    git("init", "--quiet", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message", "all", cwd=folder)
    return git("rev-parse", "HEAD", cwd=folder)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Make a project in a repository of its own, which uses the hooks of this one."""
    hooks = offline.copy_of_project(tmp_path / "hooks", ".pre-commit-hooks.yaml")
    revision = committed(hooks)
    project = tmp_path / "project"
    (project / "sources").mkdir(parents=True)
    (project / "sources/vllm.py").write_text(SOURCE, encoding="utf-8")
    (project / "pyproject.toml").write_text("[tool.frontierkit]\n", encoding="utf-8")
    (project / ".gitignore").write_text("build/\n", encoding="utf-8")
    config = CONFIG.format(repository=hooks, revision=revision)
    (project / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    committed(project)
    return project


def hook(name: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run one hook. Its environment is made from what is installed here: nothing is fetched."""
    modules = project.parent / "modules"
    if not modules.exists():
        offline.dependencies(modules)
    command = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose", name)
    return offline.run(
        *command,
        cwd=project,
        HOME=str(project.parent),
        PRE_COMMIT_HOME=str(project.parent / "pre-commit"),
        PYTHONPATH=str(modules),
        PIP_NO_DEPS="1",
        # Said the wrong way round: this switches isolation, and with it the network, off.
        PIP_NO_BUILD_ISOLATION="0",
    )


def test_the_hooks_pass_and_fail_as_the_project_does(scratch: Path) -> None:
    source = scratch / "sources/vllm.py"

    clean = hook("frontierkit-lint", scratch)
    unbuilt = hook("frontierkit-build-check", scratch)
    built = offline.run(
        sys.executable, "-m", "frontierkit", "build", "--no-promtool", cwd=scratch,
        PYTHONPATH=str(offline.ROOT),
    )  # fmt: skip
    fresh = hook("frontierkit-build-check", scratch)
    source.write_text(SOURCE.replace("requests_running", "requests_runing"), encoding="utf-8")
    broken = hook("frontierkit-lint", scratch)

    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert unbuilt.returncode == 1
    assert "nothing has been built" in unbuilt.stdout
    assert built.returncode == 0, built.stdout + built.stderr
    assert fresh.returncode == 0, fresh.stdout
    assert broken.returncode == 1
    assert "metric/unknown" in broken.stdout
    assert "sources/vllm.py:4" in broken.stdout
