"""What a check is, and the decorator that makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from frontierkit.analysis.facts import Facts
from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Finding, Severity

Subject = TypeVar("Subject")
Run = Callable[[Subject, Facts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """One question asked of every subject of one kind.

    `profile` is `default` for what is provably wrong, `strict` for opinion and hygiene.
    `per_text`: where nothing is wrong with a query, nothing is with others of the same text, in
    the place of the same variables and for the same purpose; they are not looked at. Nor are, with
    `when`, those that have none of these functions, aggregations and operators.
    """

    name: str
    on: type[Subject]
    severity: Severity
    profile: str
    run: Run[Subject]
    per_text: bool = False
    when: frozenset[str] = frozenset()

    @property
    def page(self) -> str:
        """The check's documentation, as `frontierkit explain` prints it."""
        from inspect import getdoc

        return getdoc(self.run) or ""

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]


def check(
    name: str,
    *,
    on: type[Subject],
    severity: Severity,
    profile: str = "default",
    per_text: bool = False,
    when: Iterable[str] = (),
) -> Callable[[Run[Subject]], Check[Subject]]:
    """Turn a generator of findings into a check called `name`."""

    def wrap(run: Run[Subject]) -> Check[Subject]:
        return Check(name, on, severity, profile, run, per_text, frozenset(when))

    return wrap
