"""Turns the validated tree of a catalog into the catalog itself."""

from __future__ import annotations

from typing import Any

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.plain import FAMILY_KEYS, labels_from_plain
from frontierkit.catalog.tree import Node


def build(root: Node, name: str) -> ExporterCatalog:
    """Return the catalog of a tree in which nothing is wrong."""
    head = {key: _bare(node) for key, node in root.value.items() if key != "families"}
    port, notes = head.get("port"), head.get("notes") or []
    target_labels = head.get("target_labels")
    return ExporterCatalog(
        name=name,
        exporter=head["exporter"],
        version=head["version"],
        source=head["source"],
        history=tuple(_family(node) for node in root.value["families"].value),
        as_of=head["version"],
        versions=tuple(head.get("versions", ())),
        exhaustive=tuple(head["exhaustive"]),
        complete=head.get("complete", False),
        includes=tuple(head.get("includes", ())),
        more_labels=head.get("more_labels") or None,
        target_labels=None if target_labels is None else labels_from_plain(target_labels),
        endpoint=head.get("endpoint"),
        port=None if port is None else str(port),
        enable=head.get("enable"),
        notes=tuple([notes] if isinstance(notes, str) else notes),
    )


def _family(node: Node) -> Family:
    record = {key: _bare(node.value[key]) for key in FAMILY_KEYS if key in node.value}
    if record.get("labels") is not None:
        record["labels"] = labels_from_plain(record["labels"])
    for key in ("buckets", "quantiles"):
        if record.get(key) is not None:
            record[key] = tuple(map(float, record[key]))
    record["more_labels"] = record.get("more_labels") or None
    return Family(**record)


def _bare(node: Node) -> Any:
    """Return the value of a node without its lines."""
    if isinstance(node.value, dict):
        return {key: _bare(value) for key, value in node.value.items()}
    return [_bare(item) for item in node.value] if isinstance(node.value, list) else node.value
