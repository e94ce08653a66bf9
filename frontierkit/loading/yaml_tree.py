"""Reads YAML into the positioned tree, by the events of the C parser where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from frontierkit.dataclass import dataclass, field
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.source_text import SourceText, Unreadable

MAX_DEPTH = 200
"""How deep a document may be nested."""

MAX_ALIASED = 1_000_000
"""How many nodes the aliases of a file may stand for in all."""


@dataclass(slots=True)
class YamlFile:
    """The documents of a YAML text, and the keys that repeat an earlier one of their mapping."""

    source: SourceText
    documents: list[Node] = field(default_factory=list)
    duplicates: list[tuple[Node, Node]] = field(default_factory=list)


def read_yaml(source: SourceText) -> YamlFile:
    """Read a YAML text, or raise `Unreadable`."""
    try:
        parser = _parser(source.text)
        try:
            return _Composer(source).compose(parser.get_event)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        raise _explained(source, error) from None
    except yaml.reader.ReaderError as error:
        character = f"character #x{error.character:04x}" if isinstance(error.character, int) else ""
        raise Unreadable(
            f"it is not valid YAML: {character or 'a character'} is not allowed", error.position
        ) from None
    except RecursionError:
        raise Unreadable("it is nested too deeply to be read") from None


def _parser(text: str) -> Any:
    if not yaml.__with_libyaml__:
        return yaml.Loader(text)
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    return CParser(text)


def _explained(source: SourceText, error: yaml.MarkedYAMLError) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    index = source.index(mark.line, mark.column) if mark is not None else 0
    what = error.problem or error.context or "the parser gives no reason"
    if "character" in what and "cannot start any token" in what and "{{" not in source.text:
        return Unreadable(f"it is not valid YAML: {what}", index, "tabs cannot indent YAML")
    line = source.text[index : source.text.find("\n", index) + 1 or None]
    hint = "quote a text that starts with `{{`" if "{{" in line else ""
    return Unreadable(f"it is not valid YAML: {what}", index, hint)


def _complex_key(source: SourceText, index: int) -> Unreadable:
    if source.text[max(index - 1, 0) : index + 1] == "{{":
        return Unreadable(
            "it is not valid YAML: a text that starts with `{{` needs quotes", index - 1
        )
    return Unreadable(
        "it has a key that is itself a list or a mapping",
        index,
        "a text that starts with `{` or `[` needs quotes",
    )


class _Composer:
    """Builds the trees of one file from parser events. Hot: 10,000 rules are 300,000 events."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.file = YamlFile(source)
        self.anchors: dict[str, Node] = {}
        self.aliased = 0
        self.open: list[tuple[ListNode | MapNode, ScalarNode | None, str | None]] = []
        self.parent: ListNode | MapNode | None = None
        self.key: ScalarNode | None = None

    def compose(self, get_event: Callable[[], Any]) -> YamlFile:
        while True:
            kind = type(get_event())
            if kind is yaml.StreamEndEvent:
                return self.file
            if kind is yaml.DocumentStartEvent:
                self.anchors.clear()
                self.file.documents.append(self._document(get_event))

    def _document(self, get_event: Callable[[], Any]) -> Node:
        scalar, mapping, sequence = (
            yaml.ScalarEvent,
            yaml.MappingStartEvent,
            yaml.SequenceStartEvent,
        )
        source, anchors = self.source, self.anchors
        node: Node
        while True:
            event = get_event()
            kind = type(event)
            if kind is scalar:
                start, end = event.start_mark.index, event.end_mark.index
                node = ScalarNode(source, start, end, event.value, event.style or "", event.tag)
                if event.anchor:
                    anchors[event.anchor] = node
            elif kind is mapping or kind is sequence:
                self._begin(event, kind is mapping)
                continue
            elif kind is yaml.AliasEvent:
                node = self._alias(event)
            else:
                node = self._finish(event)
            if self.parent is None:
                return node
            self._add(self.parent, node)

    def _begin(self, event: Any, is_mapping: bool) -> None:
        index = event.start_mark.index
        if len(self.open) >= MAX_DEPTH:
            raise Unreadable(f"it is nested more than {MAX_DEPTH} levels deep", index)
        if self.key is None and isinstance(self.parent, MapNode):
            raise _complex_key(self.source, index)
        node: ListNode | MapNode = (
            MapNode(self.source, index, index, {})
            if is_mapping
            else ListNode(self.source, index, index, [])
        )
        self.open.append((node, self.key, event.anchor))
        self.parent, self.key = node, None

    def _finish(self, event: Any) -> Node:
        node, self.key, anchor = self.open.pop()
        node.end = event.end_mark.index
        if anchor:
            self.anchors[anchor] = node
        self.parent = self.open[-1][0] if self.open else None
        return node

    def _add(self, parent: ListNode | MapNode, node: Node) -> None:
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = self.key
        if key is None:
            if not isinstance(node, ScalarNode):
                raise _complex_key(self.source, node.start)
            self.key = node
            return
        self.key = None
        entries = parent.entries
        if key.text == "<<" and not key.style:
            _merge(parent, node)
            return
        if key.text in entries:
            earlier = entries[key.text][0]
            if earlier.start >= parent.start:  # what `<<` brought in may be overridden
                self.file.duplicates.append((earlier, key))
        entries[key.text] = (key, node)

    def _alias(self, event: Any) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            raise Unreadable(
                f"the alias `*{event.anchor}` names no anchor that is complete before it",
                event.start_mark.index,
            )
        self.aliased += _size(target, MAX_ALIASED - self.aliased + 1)
        if self.aliased > MAX_ALIASED:
            raise Unreadable(
                f"its aliases stand for more than {MAX_ALIASED:,} values", event.start_mark.index,
                "write the values out, or split the file",
            )  # fmt: skip
        return target


def _merge(parent: MapNode, node: Node) -> None:
    """Take in the entries of the mappings that `<<` names, behind those that stand here."""
    for mapping in node.items if isinstance(node, ListNode) else [node]:
        if not isinstance(mapping, MapNode):
            raise Unreadable("`<<` takes a mapping or a list of mappings", node.start)
        for name, entry in mapping.entries.items():
            parent.entries.setdefault(name, entry)


def _size(node: Node, limit: int) -> int:
    """Return how many nodes `node` stands for, aliases written out; counting ends at `limit`."""
    count = 0
    stack = [node]
    while stack and count < limit:
        node = stack.pop()
        count += 1
        if isinstance(node, ListNode):
            stack.extend(node.items)
        elif isinstance(node, MapNode):
            stack.extend(value for _, value in node.entries.values())
    return count
