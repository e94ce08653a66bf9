"""The places of plain data that was read from a positioned tree."""

from __future__ import annotations

from frontierkit.loading.node import MapNode, Node, descend
from frontierkit.loading.places import Pointer


class NodePlaces:
    """Knows the places in the plain structure of a node, such as a dashboard written in YAML."""

    __slots__ = ("root",)

    def __init__(self, root: Node) -> None:
        self.root = root

    @property
    def path(self) -> str:
        return self.root.path

    @property
    def text(self) -> str:
        """The whole text."""
        return self.root.source.text

    def place(self, pointer: Pointer) -> Node:
        """Return where the value at `pointer` stands."""
        return descend(self.root, pointer)[0]

    def key(self, pointer: Pointer) -> Node:
        """Return where the key that ends `pointer` stands."""
        parent = descend(self.root, pointer[:-1])[0]
        return parent.key(str(pointer[-1])) if isinstance(parent, MapNode) else parent
