"""Compose files → model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode, is_null, plain
from frontierkit.loading.part_of_text import part
from frontierkit.loading.schema import Schema
from frontierkit.model.compose import ComposeFile, Mount, Port, Service
from frontierkit.model.location import Passage

CHECK = "compose/malformed"

# A colon inside `${PORT:-9090}` or `[::1]` separates nothing.
_PART = re.compile(r"(?:\$\{[^}]*\}|\[[^\]]*\]|[^:])+")
_LIFTED = frozenset(
    ("image", "ports", "expose", "volumes", "environment", "command", "networks", "profiles",
     "depends_on", "container_name", "network_mode", "restart")
)  # fmt: skip


def lift_compose(root: Node, collected: Collected, trail: Trail = ()) -> ComposeFile | None:
    """Lift a compose file."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "a compose file", trail)
    if top is None:
        return None
    services = schema.mapping(top.get("services"), "`services`", trail)
    found = []
    for name, node in services.values() if services is not None else ():
        here = (*trail, f"service {name}")
        service = schema.mapping(node, "a service", here)
        if service is not None:
            found.append(_service(schema, name, service, here))
    return ComposeFile(
        services=tuple(found),
        networks=tuple(_names(top.get("networks"))),
        volumes=tuple(_names(top.get("volumes"))),
        place=top,
        external=tuple(_external(top.get("networks"))),
        includes=not is_null(top.get("include")),
        version=schema.passage(top.get("version"), "`version`", trail),
    )


def _names(node: Node | None) -> Iterator[str]:
    if isinstance(node, MapNode):
        yield from node.entries


def _external(networks: Node | None) -> Iterator[str]:
    """Yield the networks that are not made by this file; older files give their name there."""
    for name, node in networks.values() if isinstance(networks, MapNode) else ():
        value = node.get("external") if isinstance(node, MapNode) else None
        if isinstance(value, MapNode) or getattr(value, "text", "").lower() in ("true", "yes"):
            yield name


def _aliases(networks: Node | None) -> Iterator[str]:
    for _, node in networks.values() if isinstance(networks, MapNode) else ():
        names = node.get("aliases") if isinstance(node, MapNode) else None
        for name in names.items if isinstance(names, ListNode) else ():
            if isinstance(name, ScalarNode):
                yield name.text


def _service(schema: Schema, name: str, node: MapNode, trail: Trail) -> Service:
    health = node.get("healthcheck")
    test = health.get("test") if isinstance(health, MapNode) else None
    return Service(
        name=name,
        image=schema.passage(node.get("image"), "`image`", trail),
        ports=tuple(_ports(schema, node, trail)),
        expose=schema.passages(node.get("expose"), "`expose`", trail),
        mounts=tuple(_mounts(schema, node, trail)),
        environment=_environment(schema, node.get("environment"), trail),
        command=_words(schema, node.get("command"), trail),
        healthcheck=_words(schema, test, trail),
        networks=_keys_or_items(schema, node.get("networks"), "`networks`", trail),
        profiles=schema.passages(node.get("profiles"), "`profiles`", trail),
        depends_on=_keys_or_items(schema, node.get("depends_on"), "`depends_on`", trail),
        container_name=schema.passage(node.get("container_name"), "`container_name`", trail),
        network_mode=schema.passage(node.get("network_mode"), "`network_mode`", trail),
        restart=schema.passage(node.get("restart"), "`restart`", trail),
        options={key: plain(value) for key, value in node.values() if key not in _LIFTED},
        place=node,
        trail=trail,
        aliases=tuple(_aliases(node.get("networks"))),
    )


def _words(schema: Schema, node: Node | None, trail: Trail) -> tuple[Passage, ...]:
    """Return the words of a command, which may be one text."""
    if isinstance(node, ScalarNode):
        return () if is_null(node) else (Passage(node.text, node, trail),)
    return schema.passages(node, "a command", trail)


def _keys_or_items(
    schema: Schema, node: Node | None, what: str, trail: Trail
) -> tuple[Passage, ...]:
    """Return names that are given as a list, or as the keys of a mapping."""
    if isinstance(node, MapNode):
        return tuple(Passage(name, key, trail) for name, (key, _) in node.entries.items())
    return schema.passages(node, what, trail)


def _environment(schema: Schema, node: Node | None, trail: Trail) -> dict[str, Passage]:
    """Return variables with their values; a list has entries `NAME=value`."""
    if not isinstance(node, ListNode):
        return schema.texts(node, "variable", trail)

    found = {}
    for entry in schema.passages(node, "`environment`", trail):
        name, equals, _ = entry.text.partition("=")
        start = len(name) + len(equals)
        found[name] = part(entry, start, len(entry.text))
    return found


def _ports(schema: Schema, node: MapNode, trail: Trail) -> Iterator[Port]:
    for entry in schema.items(node.get("ports"), "`ports`", trail):
        if isinstance(entry, MapNode):
            yield _long_port(entry, trail)
            continue
        passage = schema.passage(entry, "a port", trail)
        if passage is None:
            continue
        text, _, protocol = passage.text.partition("/")
        *before, target = _PART.findall(text) or [""]
        yield Port(
            host=before[-2].strip("[]") if len(before) > 1 else None,
            published=before[-1] if before else None,
            target=target,
            protocol=protocol or "tcp",
            at=passage,
        )


def _long_port(node: MapNode, trail: Trail) -> Port:
    def text(name: str) -> str | None:
        value = node.get(name)
        return value.text if isinstance(value, ScalarNode) and not is_null(value) else None

    target = text("target") or ""
    place = node.get("target") or node
    return Port(
        host=text("host_ip"),
        published=text("published"),
        target=target,
        protocol=text("protocol") or "tcp",
        at=Passage(target, place, trail),
    )


def _mounts(schema: Schema, node: MapNode, trail: Trail) -> Iterator[Mount]:
    for entry in schema.items(node.get("volumes"), "`volumes`", trail):
        if isinstance(entry, MapNode):
            source, target = entry.get("source"), entry.get("target")
            where = target if isinstance(target, ScalarNode) else None
            yield Mount(
                source=source.text if isinstance(source, ScalarNode) else None,
                target=where.text if where is not None else "",
                read_only=bool(schema.boolean(entry.get("read_only"), "`read_only`", trail)),
                at=Passage(where.text if where is not None else "", where or entry, trail),
            )
            continue
        passage = schema.passage(entry, "a volume", trail)
        if passage is None:
            continue
        parts = _PART.findall(passage.text)
        options = parts[2].split(",") if len(parts) > 2 else []
        yield Mount(
            source=parts[0] if len(parts) > 1 else None,
            target=parts[1] if len(parts) > 1 else passage.text,
            read_only="ro" in options,
            at=passage,
        )
