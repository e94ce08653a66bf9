"""A PromQL expression and the place in the project it was written for."""

from __future__ import annotations

from enum import StrEnum

from frontierkit.dataclass import dataclass, field
from frontierkit.model.location import Location, Passage
from frontierkit.text import Span


class Role(StrEnum):
    """What a query is for."""

    PANEL = "panel"
    ALERT = "alert"
    RECORD = "record"
    VARIABLE = "variable"
    ANNOTATION = "annotation"


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """One PromQL expression, wherever it is embedded.

    `owner` is the dashboard or the rule that holds it: the same text may mean different things
    where other variables are defined. Two queries are equal only if they are the same object.
    """

    passage: Passage
    role: Role
    owner: object = field(repr=False, default=None)

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def trail(self) -> tuple[str, ...]:
        return self.passage.trail

    def at(self, span: Span | None = None) -> Location:
        """Return where `span` of this query is, or where the whole query is."""
        return self.passage.at(span)

    def belongs_to(self, owner: object) -> None:
        """Name the owner, which can be made only after its queries. For loaders, once."""
        object.__setattr__(self, "owner", owner)
