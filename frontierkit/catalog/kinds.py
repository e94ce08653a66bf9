"""The kinds of values in a catalog: each checks one, and says the same as JSON Schema."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from frontierkit.catalog.tree import Node
from frontierkit.dataclass import dataclass
from frontierkit.text import closest

LABEL_NAME = r"^[a-zA-Z_][a-zA-Z0-9_]*$"

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a file, and on which line."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value must be. `optional`: null is as good as leaving the key away."""

    optional: bool = False

    def problems(self, node: Node, what: str) -> Iterator[Problem]:
        """Yield what is wrong with a value; `what` names it in a sentence."""
        if not (self.optional and node.value is None):
            yield from self.wrong(node, what)

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        return iter(())

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        schema = self.strict_schema()
        if self.optional and "type" in schema:
            schema["type"] = [schema["type"], "null"]
        return schema

    def strict_schema(self) -> Schema:
        return {}


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text of at least one character, of a given form."""

    pattern: str = ""
    form: str = ""

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if isinstance(node.value, bool | int | float):
            yield Problem(node.line, f"{what} is text: put {_shown(node.value)} in quotes")
        elif not isinstance(node.value, str):
            yield Problem(node.line, f"{what} is text, not {_kind_of(node.value)}")
        elif not node.value:
            yield Problem(node.line, f"{what} is empty")
        elif self.pattern and not re.search(self.pattern, node.value.replace("\n", "\0")):
            yield Problem(node.line, f"{what} is {self.form}, and `{node.value}` is not")

    def strict_schema(self) -> Schema:
        schema: Schema = {"type": "string", "minLength": 1}
        return schema | {"pattern": self.pattern} if self.pattern else schema


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of a few words."""

    words: tuple[str, ...] = ()

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if node.value not in self.words:
            found = _shown(node.value)
            yield Problem(node.line, f"{what} is one of {', '.join(self.words)}, not {found}")

    def strict_schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """True or false."""

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if not isinstance(node.value, bool):
            yield Problem(node.line, f"{what} is true or false, not {_shown(node.value)}")

    def strict_schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class FlagOrText(Kind):
    """True, false, or a text that names an option."""

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if not isinstance(node.value, bool | str):
            found = _shown(node.value)
            yield Problem(node.line, f"{what} is true, false or the name of an option, not {found}")

    def schema(self) -> Schema:
        return {"type": ["boolean", "string", "null"]}


@dataclass(frozen=True, slots=True)
class TextOrNumber(Kind):
    """A text, or a whole number such as a port."""

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if isinstance(node.value, bool) or not isinstance(node.value, str | int):
            found = _kind_of(node.value)
            yield Problem(node.line, f"{what} is a text or a whole number, not {found}")

    def schema(self) -> Schema:
        return {"type": ["string", "integer", "null"]}


@dataclass(frozen=True, slots=True)
class Texts(Kind):
    """A list of different texts; `alone`: a single text will do."""

    item: Text = Text()
    alone: bool = False

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if self.alone and isinstance(node.value, str):
            return
        if not isinstance(node.value, list):
            yield Problem(node.line, f"{what} is a list, not {_kind_of(node.value)}")
            return
        for item in node.value:
            yield from self.item.problems(item, f"an item of {what}")
        yield from _repeated(node, what)

    def schema(self) -> Schema:
        kinds = ["array", *(["string"] if self.alone else []), *(["null"] if self.optional else [])]
        schema = {"type": kinds if len(kinds) > 1 else "array", "items": self.item.schema()}
        return schema | {"uniqueItems": True}


@dataclass(frozen=True, slots=True)
class Bounds(Kind):
    """Finite numbers in ascending order, from a lowest on."""

    lowest: float = -math.inf
    filled: bool = False

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if not isinstance(node.value, list):
            yield Problem(node.line, f"{what} is a list of numbers, not {_kind_of(node.value)}")
            return
        if self.filled and not node.value:
            yield Problem(node.line, f"{what} is empty: leave it away if it is not known")
        for item in node.value:
            yield from self._wrong_number(item, what)
        numbers = [item.value for item in node.value if isinstance(item.value, int | float)]
        for lower, higher in zip(numbers, numbers[1:], strict=False):
            if not lower < higher:
                yield Problem(node.line, f"{what} ascends, and {higher} comes after {lower}")

    def _wrong_number(self, node: Node, what: str) -> Iterator[Problem]:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            yield Problem(node.line, f"{what} is a list of numbers, not of {_kind_of(node.value)}")
        elif not math.isfinite(node.value):
            yield Problem(node.line, f"{what} lists finite numbers: +Inf is implied")
        elif node.value < self.lowest:
            least = f"{self.lowest:g}"
            yield Problem(node.line, f"{what} lists numbers from {least} on, not {node.value}")

    def strict_schema(self) -> Schema:
        number: Schema = {"type": "number"}
        if math.isfinite(self.lowest):
            number["minimum"] = self.lowest
        schema: Schema = {"type": "array", "items": number, "uniqueItems": True}
        return schema | {"minItems": 1} if self.filled else schema


@dataclass(frozen=True, slots=True)
class LabelSets(Kind):
    """Label to null, a closed list of values, or a regex."""

    def wrong(self, node: Node, what: str) -> Iterator[Problem]:
        if not isinstance(node.value, dict):
            kind = _kind_of(node.value)
            yield Problem(node.line, f"{what} is a mapping from label to values, not {kind}")
            return
        for name, values in node.value.items():
            if not re.search(LABEL_NAME, name.replace("\n", "\0")):
                yield Problem(values.line, f"`{name}` in {what} is no label name")
            yield from self._wrong_values(values, f"label `{name}` in {what}")

    def _wrong_values(self, node: Node, what: str) -> Iterator[Problem]:
        if node.value is None:
            return
        if isinstance(node.value, dict):
            yield from self._wrong_regex(node, what)
        elif not isinstance(node.value, list):
            found = _shown(node.value)
            yield Problem(node.line, f"{what} has null, a list of values or a regex, not {found}")
        elif not node.value:
            yield Problem(node.line, f"{what} has an empty list: null stands for any value")
        else:
            for item in node.value:
                if not isinstance(item.value, str):
                    found = _shown(item.value)
                    yield Problem(item.line, f"{what} has values that are text: quote {found}")
            yield from _repeated(node, what)

    def _wrong_regex(self, node: Node, what: str) -> Iterator[Problem]:
        if set(node.value) != {"regex"}:
            yield Problem(node.line, f"{what} is a mapping: it has one key, `regex`")
            return
        regex = node.value["regex"]
        if not isinstance(regex.value, str):
            yield Problem(regex.line, f"the regex of {what} is text, not {_kind_of(regex.value)}")

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/labels"}


@dataclass(frozen=True, slots=True)
class Anything(Kind):
    """Whatever helps people; it is read over."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping."""

    kind: Kind
    description: str
    required: bool = False


def wrong_keys(node: Node, keys: dict[str, Key], what: str) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a mapping and with each value."""
    for name in node.value:
        if name not in keys:
            meant = closest(name, keys)
            question = f": did you mean `{meant}`?" if meant else ""
            yield Problem(node.value[name].line, f"{what} has no key `{name}`{question}")
    for name, key in keys.items():
        if name in node.value:
            yield from key.kind.problems(node.value[name], f"`{name}` of {what}")
        elif key.required:
            yield Problem(node.line, f"{what} has no `{name}`")


def _repeated(node: Node, what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in node.value:
        if isinstance(item.value, str) and item.value in seen:
            yield Problem(item.line, f"{what} lists `{item.value}` twice")
        elif isinstance(item.value, str):
            seen.add(item.value)


def _shown(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _kind_of(value) if isinstance(value, list | dict) else f"`{value}`"


def _kind_of(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return "nothing" if value is None else _shown(value)
