"""What an expression under examination may refer to."""

from __future__ import annotations

from typing import Protocol

from frontierkit.analysis.series import Series
from frontierkit.labels import MatchOp


class Scope(Protocol):
    """The stored series and the variables of the place where an expression stands."""

    has_variables: bool

    def sources(self, name: str) -> tuple[Series, ...]:
        """Return each stored series of this name; none: nothing is known of it."""
        ...

    def choices(self, text: str, op: MatchOp) -> frozenset[str] | None:
        """Return all that a matcher's value with variables can become; None: that is open."""
        ...
