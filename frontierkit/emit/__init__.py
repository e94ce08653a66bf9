"""Model → output tree, without touching the disk."""

from frontierkit.emit.emit import emit
from frontierkit.emit.expressions import expressions

__all__ = ["emit", "expressions"]
