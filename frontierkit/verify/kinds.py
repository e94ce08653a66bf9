"""What an emitted file is, by its place in the build, and what it says once it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from frontierkit.dataclass import dataclass
from frontierkit.output import OutputFile, OutputTree


class Kind(StrEnum):
    """A kind of emitted file; the value is the name of its schema."""

    DASHBOARD = "dashboard"
    RULES = "rules"
    RULE_TESTS = "rule-tests"
    PROMETHEUS = "prometheus"


@dataclass(frozen=True, slots=True)
class Emitted:
    """An emitted file, its kind, and its content as any reader sees it."""

    file: OutputFile
    kind: Kind
    payload: Any


def kind_of(path: PurePosixPath) -> Kind | None:
    """Return the kind of file that stands at `path` in a build."""
    folders = path.parent.parts
    if path.name == "prometheus.yml":
        return Kind.PROMETHEUS
    if path.suffix == ".json" and "dashboards" in folders:
        return Kind.DASHBOARD
    if path.suffix == ".yml" and "rules" in folders:
        return Kind.RULES
    if path.suffix == ".yml" and "tests" in folders:
        return Kind.RULE_TESTS
    return None


def read_back(tree: OutputTree) -> Iterator[Emitted]:
    """Yield every file of a known kind, read by a library that did not write it."""
    from json import loads

    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in tree:
        kind = kind_of(file.path)
        if kind is Kind.DASHBOARD:
            yield Emitted(file, kind, loads(file.text))
        elif kind is not None:
            yield Emitted(file, kind, yaml.load(file.text, loader))
