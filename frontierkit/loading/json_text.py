"""Reads JSON fast, and finds positions in it only when somebody asks for one."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from frontierkit.loading.json_nodes import json_nodes
from frontierkit.loading.node import Node, descend
from frontierkit.loading.places import Pointer
from frontierkit.loading.source_text import SourceText, Unreadable
from frontierkit.model.location import Position


class JsonDocument:
    """A JSON text: its plain data, and the place of everything in it."""

    __slots__ = ("_nodes", "data", "has_duplicates", "source")

    def __init__(self, source: SourceText, data: object, has_duplicates: bool) -> None:
        self.source = source
        self.data = data
        self.has_duplicates = has_duplicates
        self._nodes: Node | None = None

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @property
    def nodes(self) -> Node:
        """The same data as a positioned tree; made at the first call."""
        if self._nodes is None:
            self._nodes = json_nodes(self.source).root
        return self._nodes

    def place(self, pointer: Pointer) -> JsonPlace:
        """Return where the value at `pointer` stands."""
        return JsonPlace(self, pointer)

    def key(self, pointer: Pointer) -> JsonPlace:
        """Return where the key that ends `pointer` stands."""
        return JsonKeyPlace(self, pointer)

    def duplicates(self) -> list[tuple[Node, Node]]:
        """Return each key that stands twice in one object, after the one it repeats."""
        return json_nodes(self.source).duplicates if self.has_duplicates else []


class JsonPlace:
    """The place of one value of a JSON document."""

    __slots__ = ("document", "pointer")

    def __init__(self, document: JsonDocument, pointer: Pointer) -> None:
        self.document = document
        self.pointer = pointer

    @property
    def path(self) -> str:
        return self.document.source.path

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the decoded string stands in the file."""
        node, steps = descend(self.document.nodes, self.pointer)
        return node.position(offset if steps == len(self.pointer) else 0)


class JsonKeyPlace(JsonPlace):
    """The place of one key of a JSON document."""

    __slots__ = ()

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the decoded key stands in the file."""
        from frontierkit.loading.node import MapNode

        node, steps = descend(self.document.nodes, self.pointer[:-1])
        if steps == len(self.pointer) - 1 and isinstance(node, MapNode):
            return node.key(str(self.pointer[-1])).position(offset)
        return node.position()


class _NotJson(ValueError):
    """A word that Python's reader takes and JSON does not know."""


def _refuse(word: str) -> NoReturn:
    raise _NotJson(word)


def read_json(source: SourceText) -> JsonDocument:
    """Read a JSON text, or raise `Unreadable`."""
    has_duplicates = False

    def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal has_duplicates
        members = dict(pairs)
        if len(members) != len(pairs):
            has_duplicates = True
        return members

    decoder = json.JSONDecoder(object_pairs_hook=object_of, parse_constant=_refuse)
    try:
        data = decoder.decode(source.text)
    except json.JSONDecodeError as error:
        raise _explained(source.text, error) from None
    except _NotJson as error:
        at = re.search(rf"(?<![\w\"]){re.escape(str(error))}(?![\w\"])", source.text)
        raise Unreadable(
            f"`{error}` is no JSON", at.start() if at else 0, "use null, or a string"
        ) from None
    except RecursionError:
        raise Unreadable(
            "it is nested too deeply to be read", 0, "no dashboard is nested 900 levels deep"
        ) from None
    except ValueError:
        # Python refuses whole numbers of more than 4,300 digits.
        long = re.search(r"\d{4301}", source.text)
        raise Unreadable(
            "a number in it has more than 4,300 digits",
            long.start() if long else 0,
            "no number of a dashboard is that long",
        ) from None
    return JsonDocument(source, data, has_duplicates)


def _explained(text: str, error: json.JSONDecodeError) -> Unreadable:
    if not text.strip():
        return Unreadable("it is empty", 0)
    if error.pos >= len(text.rstrip()):
        return Unreadable(
            "it is not valid JSON: it ends in the middle", error.pos, "is it cut off?"
        )
    what = error.msg[:1].lower() + error.msg[1:]
    return Unreadable(f"it is not valid JSON: {what}", error.pos)
