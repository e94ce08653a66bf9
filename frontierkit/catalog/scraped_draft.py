"""Labels of which only some things are known, between two steps of relabelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from math import prod
from types import MappingProxyType

from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason, Values

NEVER, MAYBE, ALWAYS = Presence
HIDDEN = "__"
MOST_COMBINATIONS = 4096


@dataclass(frozen=True, slots=True)
class Draft:
    """Labels between two steps.

    `hidden` says whether labels that are not named and begin with `__` may be there, as `others`
    says of the rest. `sure`: no step so far can have dropped what bears them.
    """

    labels: Labels
    hidden: Presence = NEVER
    sure: bool = True

    def get(self, name: str) -> Label:
        """Return what is known of one label."""
        if name.startswith(HIDDEN) and name not in self.labels.named:
            return Label(self.hidden)
        return self.labels.get(name)

    def having(self, changes: Mapping[str, Label]) -> Draft:
        """Return the same labels but for some."""
        named = MappingProxyType({**self.labels.named, **changes})
        return replace(self, labels=replace(self.labels, named=named))

    def unsure(self) -> Draft:
        """Return the same labels, on what may have been dropped."""
        return replace(self, sure=False)


def either(labels: Iterable[Label]) -> Label:
    """Return what holds of a label that is one of these."""
    labels = tuple(labels)
    presences = {label.presence for label in labels}
    presence = presences.pop() if len(presences) == 1 else MAYBE
    if presence is NEVER:
        return labels[0]
    there = [label for label in labels if label.presence > NEVER]
    return Label(presence, _union([label.values for label in there]), there[0].why)


def over(upper: Label, lower: Label) -> Label:
    """Return what holds of a label that is `upper` where that is there, and else `lower`."""
    if upper.presence is ALWAYS or lower.presence is NEVER:
        return upper
    if upper.presence is NEVER:
        return lower
    return Label(lower.presence, upper.values.union(lower.values), upper.why)


def one_of(values: Iterable[str], why: Reason) -> Label:
    """Return the label that has one of these values; the empty one means that it is absent."""
    values = set(values)
    there = values - {""}
    presence = NEVER if not there else MAYBE if "" in values else ALWAYS
    return Label(presence, Values(frozenset(there)) if there else ANY_VALUE, why)


def combinations(draft: Draft, names: Iterable[str]) -> list[dict[str, str]] | None:
    """Return all values that some labels can have together; None: unknown, or too many."""
    distinct = list(dict.fromkeys(names))
    options = [_options(draft.get(name)) for name in distinct]
    if prod(len(option) if option else MOST_COMBINATIONS + 1 for option in options) > (
        MOST_COMBINATIONS
    ):
        return None
    known = [option for option in options if option is not None]
    return [dict(zip(distinct, values, strict=True)) for values in product(*known)]


def _options(label: Label) -> list[str] | None:
    if label.presence is NEVER:
        return [""]
    if label.values.finite is None:
        return None
    return [*([""] if label.presence is MAYBE else []), *sorted(label.values.finite)]


def _union(sets: list[Values]) -> Values:
    """Return the smallest set that is sure to hold all of these."""
    finite = [values.finite for values in sets if values.finite is not None]
    if len(finite) == len(sets):
        return Values(frozenset().union(*finite))
    union = sets[0]
    for values in sets[1:]:
        union = union.union(values)
    return union
