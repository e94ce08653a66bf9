"""YAML or JSON as plain values that know their line; what a catalog may not hold is refused."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from frontierkit.dataclass import dataclass

DEEPEST = 50
LARGEST = 50_000_000

# The words of YAML 1.2, which are those of JSON too: `on` and `no` are text, 1e5 is a number.
NULL = re.compile(r"~|null|Null|NULL|")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)")
SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list of nodes or a dictionary of nodes; the value of a key has the key's line."""

    line: int
    value: Any


class Unreadable(Exception):
    """The text is no YAML that a catalog may be written in."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def parse(text: str) -> Node:
    """Return the only document of a YAML or JSON text; `Unreadable` if there is none, or two."""
    import yaml

    if len(text) > LARGEST:
        raise Unreadable(1, f"the file is larger than {LARGEST // 1_000_000} MB")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Reader(yaml.parse(_without_json_oddities(text), Loader=loader)).document()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, "there is a character that YAML does not allow") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = error.problem or error.context or "not YAML"
        raise Unreadable(mark.line + 1 if mark else 1, f"not YAML: {reason}") from None


class _Reader:
    """Turns the events of the parser into nodes, with a limit on depth and without copies."""

    def __init__(self, events: Any) -> None:
        self.events = events
        self.anchors: dict[str, Node] = {}

    def document(self) -> Node:
        """Return the root of the only document."""
        root: Node | None = None
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if root is not None:
                    raise Unreadable(_line(event), "a catalog is one document, here begins another")
                root = self.node(next(self.events), 0)
        if root is None:
            raise Unreadable(1, "the file is empty")
        return root

    def node(self, event: Any, depth: int) -> Node:
        """Return the node that begins with this event."""
        kind = type(event).__name__
        if kind == "AliasEvent":
            if event.anchor not in self.anchors:
                raise Unreadable(_line(event), f"there is no anchor `&{event.anchor}` before this")
            return Node(_line(event), self.anchors[event.anchor].value)
        if depth > DEEPEST:
            raise Unreadable(_line(event), f"nested more than {DEEPEST} levels deep")
        if kind == "ScalarEvent":
            node = Node(_line(event), _scalar(event))
        elif kind == "SequenceStartEvent":
            node = Node(_line(event), self.items(depth + 1))
        else:
            node = Node(_line(event), self.entries(depth + 1))
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def items(self, depth: int) -> list[Node]:
        """Return the items of the sequence that has begun."""
        nodes = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            nodes.append(self.node(event, depth))
        return nodes

    def entries(self, depth: int) -> dict[str, Node]:
        """Return the entries of the mapping that has begun; a key may come once."""
        entries: dict[str, Node] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                raise Unreadable(_line(event), "a key is a word, not a list, a mapping or an alias")
            if event.value in entries:
                self.refuse_duplicate(event, entries[event.value])
            entries[event.value] = Node(_line(event), self.node(next(self.events), depth).value)
        return entries

    def refuse_duplicate(self, event: Any, first: Node) -> NoReturn:
        raise Unreadable(
            _line(event), f"the key `{event.value}` is there twice, first in line {first.line}"
        )


def _scalar(event: Any) -> Any:
    """Return what a scalar means; only one without quotes and tag can be anything but text."""
    if not event.implicit[0]:
        return event.value
    text: str = event.value
    if NULL.fullmatch(text):
        return None
    if TRUE.fullmatch(text):
        return True
    if FALSE.fullmatch(text):
        return False
    if INTEGER.fullmatch(text):
        return int(text) if len(text) < 400 else float(text)
    return float(text.replace(".i", "i").replace(".I", "i")) if NUMBER.fullmatch(text) else text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _without_json_oddities(text: str) -> str:
    """Return JSON so that a YAML parser takes it: no tabs to indent, no pairs of surrogates."""
    if not text.lstrip().startswith("{"):
        return text
    import json

    return SURROGATES.sub(lambda pair: str(json.loads(f'"{pair[0]}"')), text.replace("\t", " "))
