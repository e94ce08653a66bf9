"""Installing this project as users do, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGED = ("frontierkit", "schemas", "pyproject.toml", "README.md", "LICENSE")
_OURS = ("frontierkit", "_editable_impl_frontierkit")


def dependencies(folder: Path) -> Path:
    """Make a folder of modules with all that is installed here, but for this project itself."""
    folder.mkdir()
    for found in Path(sysconfig.get_path("purelib")).iterdir():
        if not found.name.startswith(_OURS) and found.suffix != ".pth":
            (folder / found.name).symlink_to(found)
    return folder


def copy_of_project(folder: Path, *more: str) -> Path:
    """Copy what a package is built from, and what else is named."""
    folder.mkdir()
    for name in (*PACKAGED, *more):
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def clean_environment(**more: str) -> dict[str, str]:
    """Return this environment without what could lead to this checkout, or to a network."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PIP_", "GIT_", "VIRTUAL_ENV", "FRONTIERKIT"))
    }
    return {**kept, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a clean environment, and keep what it says."""
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean_environment(**environment),
        check=False,
        capture_output=True,
        text=True,
    )


def installed(folder: Path) -> Path:
    """Build the wheel, install it into an environment of its own, and return its `bin`."""
    project = copy_of_project(folder / "project")
    python = folder / "venv/bin/python"
    modules = dependencies(folder / "modules")
    for command in (
        (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist"),
        (sys.executable, "-m", "venv", "--without-pip", folder / "venv"),
    ):
        done = run(*command, cwd=project)
        assert done.returncode == 0, done.stderr
    [wheel] = (folder / "dist").glob("*.whl")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps")
    done = run(*pip, wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    [site] = (folder / "venv").glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(f"{modules}\n", encoding="utf-8")
    return python.parent
