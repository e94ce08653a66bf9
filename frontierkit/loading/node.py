"""The positioned tree that YAML, and JSON where positions are wanted, is read into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.loading.source_text import SourceText
from frontierkit.model.location import Position

JSON_STYLE = "json"
"""The style of a scalar that stands in JSON quotes."""


class Node:
    """A part of a document; its own place, so that nothing else need be kept for positions."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: SourceText, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def path(self) -> str:
        return self.source.path

    def position(self, offset: int = 0) -> Position:
        """Return where the node starts; only scalars tell their characters apart."""
        return self.source.position(self.start)


class ScalarNode(Node):
    """A scalar: its decoded text, and how it was quoted (`""` if it was not)."""

    __slots__ = ("style", "tag", "text")

    def __init__(
        self, source: SourceText, start: int, end: int, text: str, style: str, tag: str | None
    ) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.text = text
        self.style = style
        self.tag = tag

    def position(self, offset: int = 0) -> Position:
        """Return where character `offset` of the decoded text stands in the file."""
        offsets = self.offsets()
        return self.source.position(offsets[min(offset, len(offsets) - 1)])

    def offsets(self) -> list[int]:
        """Return, for each decoded character and for the end, its index in the source text."""
        from frontierkit.loading.scalar_offsets import scalar_offsets

        return scalar_offsets(self.source.text, self.start, self.end, self.style, self.text)

    @property
    def value(self) -> object:
        """The plain value: null, a boolean, a number or the text."""
        if self.style or self.tag == "tag:yaml.org,2002:str":
            return self.text
        return plain_value(self.text)


class ListNode(Node):
    """A sequence."""

    __slots__ = ("items",)

    def __init__(self, source: SourceText, start: int, end: int, items: list[Node]) -> None:
        super().__init__(source, start, end)
        self.items = items


class MapNode(Node):
    """A mapping with scalar keys; `entries` holds the key's node and the value's node by name."""

    __slots__ = ("entries",)

    def __init__(
        self,
        source: SourceText,
        start: int,
        end: int,
        entries: dict[str, tuple[ScalarNode, Node]],
    ) -> None:
        super().__init__(source, start, end)
        self.entries = entries

    def get(self, name: str) -> Node | None:
        """Return the value called `name`."""
        entry = self.entries.get(name)
        return entry[1] if entry is not None else None

    def key(self, name: str) -> Node:
        """Return the node of the key called `name`, or the mapping if it has none."""
        entry = self.entries.get(name)
        return entry[0] if entry is not None else self

    def values(self) -> Iterator[tuple[str, Node]]:
        """Yield each name with its value."""
        for name, (_, value) in self.entries.items():
            yield name, value


_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?")
_SPECIAL = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}
_LONGEST_NUMBER = 400


def plain_value(text: str) -> object:
    """Return what an unquoted scalar means, as Go's YAML and JSON agree."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text):
        try:
            return int(text)
        except ValueError:
            return float(text)
    if text[:2] in ("0x", "0o"):
        try:
            return int(text, 0)
        except ValueError:
            return text
    special = _SPECIAL.get(text.lower())
    return float(special) if special is not None else text


def is_null(node: Node | None) -> bool:
    """Say whether there is nothing: no node, or a null."""
    return node is None or (isinstance(node, ScalarNode) and not node.style and node.text in _NULLS)


def plain(node: Node | None, depth: int = 200) -> object:
    """Return the plain structure below `node`, `depth` levels of it."""
    if isinstance(node, ScalarNode):
        return node.value
    if depth <= 0 or node is None:
        return None
    if isinstance(node, ListNode):
        return [plain(item, depth - 1) for item in node.items]
    assert isinstance(node, MapNode)
    return {name: plain(value, depth - 1) for name, value in node.values()}


def descend(node: Node, pointer: tuple[str | int, ...]) -> tuple[Node, int]:
    """Return the deepest node on the way along `pointer`, and how many steps led there."""
    for steps, step in enumerate(pointer):
        below: Node | None = None
        if isinstance(node, MapNode):
            below = node.get(str(step))
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            return node, steps
        node = below
    return node, len(pointer)
