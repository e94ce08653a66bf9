"""Grafana datasource provisioning → model."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.schema import Schema
from frontierkit.model.datasource import Datasource
from frontierkit.model.location import Passage

CHECK = "datasource/malformed"


def lift_datasources(root: Node, collected: Collected, trail: Trail = ()) -> list[Datasource]:
    """Lift the datasources that a provisioning file declares."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "datasource provisioning", trail)
    entries = top.get("datasources") if top is not None else None
    found = []
    for node in schema.mappings(entries, "`datasources`", "a datasource", trail):
        name = schema.passage(node.get("name"), "the name of a datasource", trail)
        kind = schema.passage(node.get("type"), "the type of a datasource", trail)
        if name is None or not name.text:
            schema.refuse("a datasource has no name", node, "give it a `name`", trail=trail)
            continue
        if kind is None or not kind.text:
            schema.refuse(f"the datasource `{name.text}` has no type", node, trail=trail)
            continue
        here = (*trail, f"datasource {name.text}")
        access = node.get("access")
        default = schema.boolean(node.get("isDefault"), "`isDefault`", here)
        found.append(
            Datasource(
                name=Passage(name.text, name.place, here),
                uid=schema.passage(node.get("uid"), "the uid of a datasource", here),
                kind=kind.text,
                url=schema.passage(node.get("url"), "the url of a datasource", here),
                is_default=bool(default),
                references=tuple(_references(node.get("jsonData"), here)),
                place=node,
                access=access.text if isinstance(access, ScalarNode) else "proxy",
            )
        )
    return found


def _references(node: Node | None, trail: Trail) -> Iterator[Passage]:
    """Yield the uids of other datasources, wherever `jsonData` names them."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _references(item, trail)
    if not isinstance(node, MapNode):
        return
    for name, value in node.values():
        if name == "datasourceUid" and isinstance(value, ScalarNode) and value.text:
            yield Passage(value.text, value, trail)
        else:
            yield from _references(value, trail)
