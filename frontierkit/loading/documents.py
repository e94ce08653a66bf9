"""A text → the documents in it, each with its kind, those inside other documents included."""

from __future__ import annotations

import re

from frontierkit.dataclass import dataclass
from frontierkit.loading.collected import Trail
from frontierkit.loading.json_text import JsonDocument, read_json
from frontierkit.loading.kinds import Kind, kind_of, outline
from frontierkit.loading.node import Node, plain
from frontierkit.loading.node_places import NodePlaces
from frontierkit.loading.places import Places
from frontierkit.loading.source_text import SourceText

_OURS = re.compile(
    r"""["']?\b(?:panels|templating|schemaVersion|scrape_configs|static_configs|PrometheusRule
    |VMRule|rule_files|datasources|expr|alertmanagers|receivers)["']?\s*[:=]
    |\bkind:\s*(?:PrometheusRule|VMRule)""",
    re.VERBOSE,
)
_COMMENTED = re.compile(r"^\s*(?://|/\*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: JSON, whose positions are found when needed, or a positioned tree."""

    kind: Kind
    content: JsonDocument | Node
    trail: Trail = ()

    @property
    def source(self) -> SourceText:
        """The text it was read from."""
        return self.content.source

    @property
    def root(self) -> Node:
        """The document as a positioned tree."""
        content = self.content
        return content.nodes if isinstance(content, JsonDocument) else content

    @property
    def data(self) -> object:
        """The document as plain data."""
        content = self.content
        return content.data if isinstance(content, JsonDocument) else plain(content)

    @property
    def places(self) -> Places:
        """What knows the places of `data`."""
        content = self.content
        return content if isinstance(content, JsonDocument) else NodePlaces(content)


@dataclass(frozen=True, slots=True)
class Read:
    """What a text holds, and the keys in it that stand twice."""

    documents: tuple[Document, ...]
    duplicates: tuple[tuple[Node, Node], ...] = ()


def read_documents(source: SourceText, name: str, trail: Trail = ()) -> Read:
    """Read a text by what its name says, or by how it begins; raise `Unreadable`."""
    if name.lower().endswith(".json") or _begins_as_json(source.text, name):
        document = read_json(source)
        kind = kind_of(document.data)
        return Read((Document(kind, document, trail),), tuple(document.duplicates()))
    from frontierkit.loading.yaml_tree import read_yaml

    file = read_yaml(source)
    documents = tuple(Document(kind_of(outline(root)), root, trail) for root in file.documents)
    return Read(documents, tuple(file.duplicates))


def _begins_as_json(text: str, name: str) -> bool:
    return not name.lower().endswith((".yml", ".yaml")) and text.lstrip()[:1] == "{"


def looks_judged(text: str) -> bool:
    """Say whether a text that cannot be read seems to be of a kind that is judged."""
    return _OURS.search(text) is not None


def has_comments(text: str) -> bool:
    """Say whether a text that is no JSON is JSON with comments."""
    return _COMMENTED.search(text) is not None
