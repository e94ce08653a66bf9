"""What is known of the labels of a series: present or not, with which values, and why.

Prometheus does not tell an absent label from an empty one, so a value here is never empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Literal

from frontierkit.dataclass import dataclass, field, replace
from frontierkit.model.location import Passage
from frontierkit.text import Span


class Presence(IntEnum):
    """Whether a thing is there: never, maybe or always."""

    NEVER = 0
    MAYBE = 1
    ALWAYS = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is claimed: a sentence, and the characters that bring it about.

    `passage` is the text that `span` counts in; None: the expression under examination itself.
    """

    text: str
    span: Span | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Values:
    """The values a label can have, none of them empty.

    `finite` lists them all, where they are known; otherwise each matches all of `patterns` fully
    and is none of `excluded`, and nothing else is known.
    """

    finite: frozenset[str] | None = None
    patterns: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *values: str) -> Values:
        """Return the set of exactly these values."""
        return cls(frozenset(value for value in values if value))

    @property
    def impossible(self) -> bool:
        """No value is left."""
        return self.finite is not None and not self.finite

    def union(self, other: Values) -> Values:
        """Return the smallest set that is sure to hold both."""
        if self.finite is not None and other.finite is not None:
            return Values(self.finite | other.finite)
        if self.finite is None and other.finite is None:
            return Values(None, self.patterns & other.patterns, self.excluded & other.excluded)
        return ANY_VALUE


ANY_VALUE = Values()


@dataclass(frozen=True, slots=True)
class Label:
    """What is known of one label."""

    presence: Presence
    values: Values = ANY_VALUE
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of all labels of a series.

    `others` says whether labels that are not named may be there: `MAYBE` or `NEVER`, and
    `why_others` why not.
    """

    named: Mapping[str, Label] = field(default_factory=lambda: MappingProxyType({}))
    others: Presence = Presence.MAYBE
    why_others: Reason | None = None

    def get(self, name: str) -> Label:
        """Return what is known of the label `name`."""
        found = self.named.get(name)
        return found if found is not None else Label(self.others, why=self.why_others)

    @property
    def closed(self) -> bool:
        """Only named labels can be there."""
        return self.others is Presence.NEVER

    def possible(self) -> tuple[str, ...]:
        """Return the named labels that may be there, sorted."""
        return tuple(sorted(n for n, label in self.named.items() if label.presence > 0))

    def with_label(self, name: str, label: Label) -> Labels:
        """Return the same labels but for one."""
        return replace(self, named=MappingProxyType({**self.named, name: label}))

    def without(self, names: Iterable[str], why: Reason) -> Labels:
        """Return the same labels, with `names` never there."""
        gone = {name: Label(Presence.NEVER, why=why) for name in names}
        return replace(self, named=MappingProxyType({**self.named, **gone}))


MatchOp = Literal["=", "!=", "=~", "!~"]
EVERYTHING = frozenset({".*", ".+"})
"""Regexes that match every value that is not empty."""


def restrict(label: Label, op: MatchOp, value: str, why: Reason | None = None) -> Label | None:
    """Return what is known of a label once a matcher has admitted it; None: it never does.

    An absent label counts as empty. `why` is kept wherever the matcher makes the claim stronger.
    A regex is matched fully; one that cannot be read restricts nothing.

    Example:
        >>> restrict(Label(Presence.MAYBE, Values.of("200", "500")), "=~", "5..")
        Label(presence=<Presence.ALWAYS: 2>, values=Values(finite=frozenset({'500'}), ...
    """
    without = label.presence < Presence.ALWAYS and _admits(op, value, "")
    values = _admitted(label.values, op, value)
    present = label.presence > Presence.NEVER and not values.impossible
    if not present:
        return Label(Presence.NEVER, ANY_VALUE, _stronger(label, why)) if without else None
    presence = Presence.MAYBE if without else Presence.ALWAYS
    if (presence, values) == (label.presence, label.values):
        return label
    return Label(presence, values, why or label.why)


def _stronger(label: Label, why: Reason | None) -> Reason | None:
    """Return why a label is not there: the matcher, unless it never was."""
    return label.why if label.presence is Presence.NEVER else why or label.why


def _admitted(values: Values, op: MatchOp, value: str) -> Values:
    """Return the values, none of them empty, that a matcher lets through."""
    if values.finite is not None:
        return Values(frozenset(v for v in values.finite if _admits(op, value, v)))
    if op == "=":
        return Values.of(value) if _possible(values, value) else Values.of()
    if op == "!=":
        return replace(values, excluded=values.excluded | {value}) if value else values
    listed = _alternatives(value)
    if op == "!~":
        if listed is not None:
            return replace(values, excluded=values.excluded | (listed - {""}))
        return Values.of() if value in EVERYTHING else values
    if listed is not None:
        return Values.of(*(each for each in listed if _possible(values, each)))
    if any(_disjoint(value, pattern) for pattern in values.patterns):
        return Values.of()
    return replace(values, patterns=values.patterns | {value})


def _possible(values: Values, value: str) -> bool:
    """Return whether a value can be among those that are not all known."""
    return value not in values.excluded and all(_admits("=~", p, value) for p in values.patterns)


def _admits(op: MatchOp, operand: str, value: str) -> bool:
    """Return whether a matcher lets a value through; yes where its regex cannot be read."""
    if op == "=":
        return value == operand
    if op == "!=":
        return value != operand
    from frontierkit.regex import RegexError, compile_re2

    try:
        return compile_re2(operand).fullmatch(value) is not (op == "!~")
    except RegexError:
        return True


def _alternatives(regex: str) -> frozenset[str] | None:
    """Return all that a regex matches; None if that is much, or if it cannot be read."""
    from frontierkit.regex import RegexError, literal_alternatives

    try:
        listed = literal_alternatives(regex)
    except RegexError:
        return None
    return None if listed is None else frozenset(listed)


def _disjoint(left: str, right: str) -> bool:
    """Return whether it is sure that no value matches both regexes."""
    from frontierkit.regex import RegexError, can_intersect

    try:
        return can_intersect(left, right) is False
    except RegexError:
        return False
