"""Documents inside Kubernetes objects: rules and dashboards in ConfigMaps, the items of a List."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.documents import Document, looks_judged, read_documents
from frontierkit.loading.duplicates import report_duplicates
from frontierkit.loading.kinds import Kind, kind_of, outline
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.placeholders import template_language
from frontierkit.loading.source_text import SourceText, Unreadable
from frontierkit.model.location import Location

CONTAINERS = frozenset((Kind.CONFIG_MAP, Kind.KUBERNETES_LIST, Kind.GRAFANA_DASHBOARD))
_UNKNOWN = frozenset((Kind.OTHER, Kind.EMPTY))


def unpack(document: Document, collected: Collected) -> Iterator[Document]:
    """Yield what a document holds: itself, or the documents within it."""
    if document.kind not in CONTAINERS:
        yield document
        return
    root = document.root
    if not isinstance(root, MapNode):
        return
    if document.kind is Kind.KUBERNETES_LIST:
        items = root.get("items")
        for item in items.items if isinstance(items, ListNode) else ():
            inner = Document(kind_of(outline(item)), item, document.trail)
            # A List of Lists is no Kubernetes object, and would let depth grow without bound.
            if inner.kind is not Kind.KUBERNETES_LIST:
                yield from unpack(inner, collected)
        return
    if document.kind is Kind.GRAFANA_DASHBOARD:
        spec = root.get("spec")
        text = spec.get("json") if isinstance(spec, MapNode) else None
        if isinstance(text, ScalarNode):
            yield from _inner(document, "json.json", text, collected)
        return
    table = root.get("data")
    for name, value in table.values() if isinstance(table, MapNode) else ():
        if isinstance(value, ScalarNode):
            yield from _inner(document, name, value, collected)


def _inner(
    document: Document, name: str, scalar: ScalarNode, collected: Collected
) -> Iterator[Document]:
    """Yield the documents of a text within a document; most texts in ConfigMaps hold none."""
    if not looks_judged(scalar.text):
        return
    trail = (*document.trail, *_title(document.root), name)
    source = SourceText(scalar.path, scalar.text, within=scalar)
    try:
        read = read_documents(source, name, trail)
    except Unreadable as error:
        if template_language(scalar.text) or not _claims(name):
            collected.not_judged("text in a ConfigMap", "it is no JSON or YAML of its own")
            return
        at = Location(Node(source, error.index, error.index), trail)
        collected.report("file/unreadable", f"`{name}`: {error.message}", at, error.help)
        return
    report_duplicates(read, collected, trail)
    yield from (inner for inner in read.documents if inner.kind not in _UNKNOWN)


def _claims(name: str) -> bool:
    return name.lower().endswith((".json", ".yml", ".yaml", ".rules"))


def _title(root: Node) -> Trail:
    metadata = root.get("metadata") if isinstance(root, MapNode) else None
    name = metadata.get("name") if isinstance(metadata, MapNode) else None
    kind = root.get("kind") if isinstance(root, MapNode) else None
    if isinstance(name, ScalarNode) and isinstance(kind, ScalarNode):
        return (f"{kind.text} {name.text}",)
    return ()
