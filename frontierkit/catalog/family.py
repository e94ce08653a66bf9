"""One metric family as its exporter exposes it, and the series it is made of."""

from __future__ import annotations

from typing import Literal

from frontierkit.catalog.labels import Labels
from frontierkit.dataclass import dataclass

FamilyType = Literal["counter", "gauge", "histogram", "summary", "info", "stateset", "unknown"]
Role = Literal["value", "bucket", "sum", "count", "quantile"]

ROLES: dict[FamilyType, dict[str, Role]] = {
    "histogram": {"_bucket": "bucket", "_sum": "sum", "_count": "count"},
    "summary": {"": "quantile", "_sum": "sum", "_count": "count"},
}
"""The suffix of each series of a family, and what it holds; of other types the name is all."""

PLAIN: dict[str, Role] = {"": "value"}
SERIES_SUFFIXES = ("_bucket", "_sum", "_count")


@dataclass(frozen=True, slots=True)
class Family:
    """A metric family; what is None is not known.

    `since`, `until` and `deprecated` are compared releases of the exporter: the first that has it,
    the first that no longer has it, the first that calls it deprecated. `more_labels` is True
    where labels of any name may come, or names the option by which a user can add them.
    """

    name: str
    type: FamilyType
    unit: str | None = None
    labels: Labels | None = None
    more_labels: bool | str | None = None
    buckets: tuple[float, ...] | None = None
    quantiles: tuple[float, ...] | None = None
    since: str | None = None
    until: str | None = None
    deprecated: str | None = None
    renamed_to: str | None = None
    instead: str | None = None
    when: str | None = None
    default: bool | None = None
    exported: bool | None = None
    meaning: str | None = None
    note: str | None = None

    def __hash__(self) -> int:
        return hash((self.name, self.since, self.until))

    @property
    def roles(self) -> dict[str, Role]:
        """The suffixes of its series, each with what that series holds."""
        return ROLES.get(self.type, PLAIN)

    def series_names(self) -> tuple[str, ...]:
        """Return the names that a query can select: `x_bucket`, `x_sum`, `x_count`, or just `x`."""
        return tuple(self.name + suffix for suffix in self.roles)

    def role_of(self, series_name: str) -> Role | None:
        """Return what the series of this name holds; None if it is none of this family's."""
        if not series_name.startswith(self.name):
            return None
        return self.roles.get(series_name[len(self.name) :])


def base_names(series_name: str) -> tuple[str, ...]:
    """Return the names of the families that a series of this name can belong to."""
    stems = (series_name.removesuffix(suffix) for suffix in SERIES_SUFFIXES)
    return (series_name, *(stem for stem in stems if stem != series_name))
