"""What every part of an expression has: its characters, its type, its children."""

from __future__ import annotations

from collections.abc import Iterator

VECTOR = "instant vector"
SCALAR = "scalar"
MATRIX = "range vector"
STRING = "string"
ANY = "any"
"""What a Grafana variable is until Grafana has replaced it."""


class Node:
    """A part of an expression, from `start` up to, but not including, `end`."""

    __slots__ = ("start", "end")
    start: int
    end: int
    type: str = VECTOR

    def children(self) -> tuple[Node, ...]:
        return ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        return iter(preorder(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.start}:{self.end}>"


def preorder(root: Node) -> list[Node]:
    """All nodes, parents first; read backwards it gives children first, without recursion."""
    found: list[Node] = []
    stack = [root]
    while stack:
        node = stack.pop()
        found.append(node)
        below = node.children()
        if below:
            stack.extend(below[::-1])
    return found
