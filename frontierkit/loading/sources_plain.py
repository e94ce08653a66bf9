"""Declared objects → plain data, in the child process, texts keeping where they were written."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.builders.dashboard import Dashboard as DashboardBuilder
from grafana_foundation_sdk.cog.variants import Dataquery
from grafana_foundation_sdk.models.dashboard import Panel, RowPanel

from frontierkit.authoring.written import PACKAGE, Text, Written
from frontierkit.loading.declarations import Refused
from frontierkit.loading.places import Pointer

_DEEPEST = 100


class Plainer:
    """Makes plain data of the SDK's objects, and refuses a panel or query that is used twice."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[object, str]] = {}

    def plain(self, value: Any, where: str, path: str, line: int, depth: int = 0) -> Any:
        """Return `value` as JSON knows it; `where` is the artifact, for messages."""
        if depth > _DEEPEST:
            raise Refused(
                f"{where} is nested more than {_DEEPEST} deep",
                path,
                line,
                "is something in it a part of itself?",
            )
        if isinstance(value, Panel | RowPanel | Dataquery):
            self._once(value, where, path, line)
        if isinstance(value, Text):
            return value
        if isinstance(value, enum.Enum):
            return value.value
        if isinstance(value, float) and not isfinite(value):
            raise Refused(
                f"{where} holds {value!r}, which is no number in JSON",
                path,
                line,
                "leave it out, or give a number",
            )
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if hasattr(value, "to_json"):
            value = value.to_json()
        if isinstance(value, Mapping):
            return {
                str(key): self.plain(item, where, path, line, depth + 1)
                for key, item in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.plain(item, where, path, line, depth + 1) for item in value]
        raise Refused(
            f"{where} holds {value!r:.80}, which cannot be written as JSON",
            path,
            line,
            "call `build()` where an argument wants a built object, not a builder",
        )

    def _once(self, value: Any, where: str, path: str, line: int) -> None:
        first = self._seen.get(id(value))
        if first is None:
            # The object is kept, so that no other gets its identity.
            self._seen[id(value)] = (value, where)
            return
        what = "query" if isinstance(value, Dataquery) else f"panel `{value.title or ''}`"
        if what == "query":
            what = f"query `{getattr(value, 'expr', '')}`"
        places = f"in {where}" if first[1] == where else f"in {first[1]} and in {where}"
        raise Refused(
            f"{what} is used twice, {places}",
            path,
            line,
            "the SDK keeps one object for both: make it in a function, and call that twice",
        )


def build(value: Any, name: str, path: str, line: int) -> Any:
    """Return what a builder builds; what it raises is refused at the line of the declaration."""
    if not isinstance(value, DashboardBuilder):
        return value
    return value.build()


def texts(data: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Text]]:
    """Yield every text in plain data that knows where it was written."""
    if isinstance(data, Text):
        yield pointer, data
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from texts(item, (*pointer, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from texts(item, (*pointer, index))


class Wire:
    """Encodes what crosses to the parent process: paths relative to the root of the project."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def encode(self, value: Any) -> Any:
        """Return plain data for `value`: a text with its place, a dataclass as a mapping."""
        if isinstance(value, Text):
            return {"text": str(value), "at": self.at(value.written)}
        if isinstance(value, Written):
            return self.at(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {
                field.name: self.encode(getattr(value, field.name))
                for field in dataclasses.fields(value)
            }
        if isinstance(value, Mapping):
            return {str(key): self.encode(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.encode(item) for item in value]
        return value

    def at(self, written: Written) -> list[Any]:
        """Return where something was written: path, line, column, end line, end column."""
        return [self.shown(written.path), *written[1:]]

    def shown(self, path: str) -> str:
        """Return a path as the user knows it, with forward slashes."""
        for folder in (self.root, Path(PACKAGE).parent):
            try:
                return Path(path).relative_to(folder).as_posix()
            except ValueError:
                continue
        return path
