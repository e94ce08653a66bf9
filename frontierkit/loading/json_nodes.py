"""Turns a valid JSON text into the positioned tree."""

from __future__ import annotations

import json
import re

from frontierkit.dataclass import dataclass, field
from frontierkit.loading.node import JSON_STYLE, ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.source_text import SourceText

_TOKEN = re.compile(
    r"""[ \t\n\r:,]*(?:(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")"""
    r"""|(?P<open>[{\[])|(?P<close>[}\]])|(?P<word>[^\s{}\[\],:"]+))""",
    re.DOTALL,
)


@dataclass(slots=True)
class JsonNodes:
    """The tree, and the keys that repeat an earlier one of their object."""

    root: Node
    duplicates: list[tuple[Node, Node]] = field(default_factory=list)


def json_nodes(source: SourceText) -> JsonNodes:
    """Return the tree of a text that `json` has read without complaint."""
    result = JsonNodes(ListNode(source, 0, len(source.text), []))
    stack: list[ListNode | MapNode] = []
    keys: list[ScalarNode | None] = []

    def add(node: Node) -> None:
        if not stack:
            result.root = node
            return
        parent = stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = keys[-1]
        if key is None:
            assert isinstance(node, ScalarNode)
            keys[-1] = node
            return
        earlier = parent.entries.get(key.text)
        if earlier is not None:
            result.duplicates.append((earlier[0], key))
        parent.entries[key.text] = (key, node)
        keys[-1] = None

    for found in _TOKEN.finditer(source.text):
        kind = found.lastgroup
        start, end = found.span(kind or 0)
        if kind == "string":
            add(ScalarNode(source, start, end, _decoded(source.text, start, end), JSON_STYLE, None))
        elif kind == "word":
            add(ScalarNode(source, start, end, source.text[start:end], "", None))
        elif kind == "close":
            stack.pop().end = end
            keys.pop()
        else:
            is_object = source.text[start] == "{"
            node = (
                MapNode(source, start, end, {}) if is_object else ListNode(source, start, end, [])
            )
            add(node)
            stack.append(node)
            keys.append(None)
    return result


def _decoded(text: str, start: int, end: int) -> str:
    body = text[start + 1 : end - 1]
    if "\\" not in body:
        return body
    decoded: str = json.loads(text[start:end])
    return decoded
