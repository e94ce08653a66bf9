"""Reads the plain structure of a dashboard: never raises, reports what has the wrong shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from frontierkit.dataclass import dataclass, field
from frontierkit.diagnostics import Severity
from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.places import Places, Pointer
from frontierkit.model.dashboard import DatasourceReference
from frontierkit.model.location import Location, Passage
from frontierkit.model.query import Query

CHECK = "dashboard/malformed"
Table = Mapping[str, object]
NOTHING: Table = MappingProxyType({})


def described(value: object) -> str:
    """Return what a value is, in a word."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "a text"
    if isinstance(value, bool):
        return "a boolean"
    return "null" if value is None else "a number"


@dataclass(slots=True)
class DashboardReader:
    """What all parts of the lift of one dashboard share.

    `kinds` are the types of the datasources known by name or uid: provisioned ones, those of
    `__inputs`, and `$variables` of type datasource.
    """

    places: Places
    collected: Collected
    kinds: dict[str, str] = field(default_factory=dict)
    queries: list[Query] = field(default_factory=list)
    metricsql: bool = False

    def malformed(
        self, message: str, pointer: Pointer, trail: Trail, *, severity: Severity = Severity.ERROR
    ) -> None:
        """Report that the value at `pointer` has the wrong shape."""
        at = Location(self.places.place(pointer), trail)
        self.collected.report(CHECK, message, at, severity=severity)

    def items(
        self, data: Table, name: str, pointer: Pointer, trail: Trail
    ) -> Iterator[tuple[Table, Pointer]]:
        """Yield the objects of the list called `name`, each with its pointer."""
        value = data.get(name)
        if value is None:
            return
        here = (*pointer, name)
        if not isinstance(value, list):
            self.malformed(f"`{name}` is a list, not {described(value)}", here, trail)
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield item, (*here, index)
            elif item is not None:
                message = f"an entry of `{name}` is an object, not {described(item)}"
                self.malformed(message, (*here, index), trail)

    def table(self, data: Table, name: str, pointer: Pointer, trail: Trail) -> Table:
        """Return the object called `name`, or an empty one."""
        value = data.get(name)
        if isinstance(value, dict):
            return value
        # PHP and Lua write an empty object as an empty list.
        if value is not None and value != []:
            message = f"`{name}` is an object, not {described(value)}"
            self.malformed(message, (*pointer, name), trail)
        return NOTHING

    def passage(self, data: Table, name: str, pointer: Pointer, trail: Trail) -> Passage | None:
        """Return the text called `name`, None if there is none."""
        value = data.get(name)
        if isinstance(value, str):
            return Passage(value, self.places.place((*pointer, name)), trail)
        if isinstance(value, list | dict):
            message = f"`{name}` is a text, not {described(value)}"
            self.malformed(message, (*pointer, name), trail)
        return None

    def number(self, data: Table, name: str) -> float | None:
        """Return the number called `name`; a text that is a number will do."""
        value = data.get(name)
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError:
                return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        try:
            return float(value)
        except OverflowError:
            return None

    def whole(self, data: Table, name: str) -> int | None:
        """Return the whole number called `name`."""
        value = self.number(data, name)
        finite = value is not None and abs(value) < 2**53
        return int(value) if value is not None and finite else None

    def datasource(self, data: Table, pointer: Pointer, trail: Trail) -> DatasourceReference | None:
        """Return what `data` says of its datasource; None: nothing, the default."""
        value = data.get("datasource")
        here = (*pointer, "datasource")
        if value is None:
            return None
        if isinstance(value, str):
            place = self.places.place(here)
            return DatasourceReference(Passage(value, place, trail), None, by_name=True)
        if isinstance(value, dict):
            kind = value.get("type")
            uid = self.passage(value, "uid", here, trail)
            return DatasourceReference(uid, kind if isinstance(kind, str) and kind else None)
        self.malformed(f"`datasource` is a text or an object, not {described(value)}", here, trail)
        return None


def text_of(data: Table, name: str, default: str = "") -> str:
    """Return the text called `name`."""
    value = data.get(name)
    return value if isinstance(value, str) else default
