"""Runs the sources, in the child process, and finds what they declare: their own public names."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from frontierkit.dataclass import dataclass

_TAKEN = frozenset(("frontierkit", "grafana_foundation_sdk"))


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declared value, the name it was given, and the line that gave it."""

    name: str
    value: Any
    path: str
    line: int


class Refused(Exception):
    """What a source declares cannot be used. Says where, and what to do."""

    def __init__(self, message: str, path: str, line: int, hint: str = "") -> None:
        super().__init__(message)
        self.path = path
        self.line = line
        self.hint = hint


def source_files(folder: Path) -> Iterator[Path]:
    """Yield the sources in a folder, sub-folders too, in a fixed order; not what is private."""
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).parts
        if not any(_is_private(part) for part in parts):
            yield file


def import_source(file: Path, folder: Path) -> ModuleType:
    """Run a source, once however often others import it, and return its module."""
    parts = file.relative_to(folder).with_suffix("").parts
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    if parts and parts[0] in (_TAKEN | sys.stdlib_module_names):
        raise Refused(
            f"`{parts[0]}` is the name of a module that Python or frontierkit needs",
            str(file),
            1,
            "rename the file",
        )
    if parts and all(part.isidentifier() for part in parts):
        return importlib.import_module(".".join(parts))
    name = "source " + "/".join(parts)
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def declarations(file: Path, module: ModuleType) -> Iterator[Declaration]:
    """Yield what a source declares, top to bottom; an item of a list by name and number.

    Raises `Refused` if a name is given to two things, of which the first would be lost.
    """
    first: dict[str, int] = {}
    for name, line, renewed in bound_names(ast.parse(file.read_bytes())):
        value = getattr(module, name, None)
        if name in first:
            if not renewed and is_declarable(value):
                raise Refused(
                    f"`{name}` is declared twice: the declaration on line {first[name]} is lost",
                    str(file),
                    line,
                    "give one of them another name",
                )
            continue
        first[name] = line
        if isinstance(value, list | tuple):
            for number, item in enumerate(value, start=1):
                yield Declaration(f"{name}_{number}", item, str(file), line)
        else:
            yield Declaration(name, value, str(file), line)


def bound_names(tree: ast.Module) -> Iterator[tuple[str, int, bool]]:
    """Yield each public name that a module binds at its top level, and the line.

    The last part says whether the statement makes the new value of the old one.
    """
    for statement in _own(tree.body):
        names: list[str] = []
        if isinstance(statement, ast.Assign):
            names = [name for target in statement.targets for name in _names(target)]
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            names = list(_names(statement.target))
        elif isinstance(statement, ast.FunctionDef) and statement.decorator_list:
            names = [statement.name]
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Load)}  # fmt: skip
        for name in names:
            if not name.startswith("_"):
                yield name, statement.lineno, name in used


def is_declarable(value: object) -> bool:
    """Whether a value, or each item of a list, is something that can be declared."""
    from grafana_foundation_sdk.cog.builder import Builder
    from grafana_foundation_sdk.models.dashboard import Dashboard

    from frontierkit import authoring

    if isinstance(value, list | tuple):
        return bool(value) and all(is_declarable(item) for item in value)
    return isinstance(
        value,
        Builder
        | Dashboard
        | authoring.RuleGroup
        | authoring.Rule
        | authoring.AlertTest
        | authoring.ScrapeJob
        | authoring.PrometheusServer
        | authoring.Datasource
        | authoring.Engine
        | authoring.PerEngine
        | authoring.slos.Slo
        | authoring.Alertmanager
        | authoring.ConfigFile,
    )


def _own(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run at the top level, in the blocks of `if` and the like too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If | ast.For | ast.With | ast.Try | ast.While):
            for block in ("body", "orelse", "finalbody"):
                yield from _own(getattr(statement, block, []))
            for handler in getattr(statement, "handlers", []):
                yield from _own(handler.body)


def _names(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _names(element)
    elif isinstance(target, ast.Starred):
        yield from _names(target.value)


def _is_private(part: str) -> bool:
    return part.startswith((".", "_")) and part != "__init__.py"
