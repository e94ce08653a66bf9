"""What a catalog says of the values of one label."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """The values a label can have: a closed list, a regex that all match fully, or any.

    With neither, the label may have any value and may be absent.
    """

    values: tuple[str, ...] | None = None
    regex: str | None = None

    @property
    def always(self) -> bool:
        """The label is on every series: its values are known, and the empty one is not of them."""
        if self.values is not None:
            return "" not in self.values
        if self.regex is None:
            return False
        from frontierkit.regex import matches_empty

        return not matches_empty(self.regex)

    def admits(self, value: str) -> bool | None:
        """Return whether a series can have this value; None where the catalog does not say."""
        if self.values is not None:
            return value in self.values
        if self.regex is None:
            return None
        from frontierkit.regex import fully_matches

        return fully_matches(self.regex, value)


ANY = LabelSpec()
"""Any value, and possibly absent."""

Labels = Mapping[str, LabelSpec]
