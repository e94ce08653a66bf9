"""What a lift over plain data asks of the thing that knows where the data came from."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from frontierkit.model.location import Place

Pointer: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from the root of a document to a value."""


class Places(Protocol):
    """Knows the place of every value of a plain structure."""

    @property
    def path(self) -> str:
        """The file, as the user named it."""
        ...

    @property
    def text(self) -> str:
        """The whole structure as text, for searching it."""
        ...

    def place(self, pointer: Pointer) -> Place:
        """Return where the value at `pointer` stands."""
        ...

    def key(self, pointer: Pointer) -> Place:
        """Return where the key that ends `pointer` stands."""
        ...
