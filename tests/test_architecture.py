"""Which package may import which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import frontierkit

ROOT = Path(frontierkit.__file__).parent

# Top to bottom. A package imports only from lines below its own; names on one line are strangers.
LAYERS = """
    __main__
    cli
    pipeline
    stack preview reporting
    verify proof
    checks emit loading
    analysis
    authoring catalog diagnostics output programs
    promql
    labels
    model
    settings
    remembered
    errors regex seen store text
    dataclass
"""
RANK = {name: rank for rank, line in enumerate(LAYERS.split("\n")) for name in line.split()}
FILES = sorted(ROOT.rglob("*.py"))


def home(file: Path) -> str:
    return file.relative_to(ROOT).with_suffix("").parts[0]


def imports(file: Path) -> Iterator[str]:
    """Yield the `frontierkit` packages that `file` imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module == "frontierkit":
            names = [f"frontierkit.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("frontierkit.") and name != "frontierkit.__version__":
                yield name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_down(file: Path) -> None:
    here = home(file)
    if here == "__init__":
        assert not list(imports(file))
        return

    wrong = {name for name in imports(file) if name != here and RANK[name] <= RANK[here]}

    assert not wrong, f"{here} may not import {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_are_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_programs_starts_processes(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert "subprocess" not in modules or home(file) == "programs"
