"""Which labels two sides of an operator are matched by, and what a match says of them."""

from __future__ import annotations

from frontierkit.analysis.labelsets import equal_never, labels_of, meet
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.analysis.series import Series
from frontierkit.dataclass import dataclass
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence
from frontierkit.promql.nodes import Binary
from frontierkit.text import listed


@dataclass(frozen=True, slots=True)
class Clause:
    """`on (…)` or `ignoring (…)`, or neither, which is `ignoring ()`.

    `open` where a variable stands among the labels, so that they are not all known.
    """

    on: bool
    names: tuple[str, ...]
    card: str
    include: tuple[str, ...]
    open: bool

    def candidates(self, left: Labels, right: Labels) -> tuple[str, ...]:
        """Return the named labels that are compared."""
        if self.on:
            return self.names
        every = {**left.named, **right.named}
        return tuple(name for name in every if name not in self.names and name != "__name__")


def clause_of(node: Binary) -> Clause:
    """Return how an operator matches its sides."""
    matching = node.matching
    if matching is None:
        return Clause(False, (), "one-to-one", (), False)
    names = tuple(label.name for label in matching.labels.names)
    included = () if matching.include is None else matching.include.names
    include = tuple(label.name for label in included)
    open = any("$" in name or "[[" in name for name in (*names, *include))
    return Clause(matching.on, names, matching.card, include, open)


def mismatch(clause: Clause, left: Series, right: Series) -> str | None:
    """Return a sentence on why no series of one side can match one of the other, if none can."""
    if clause.open:
        return None
    for name in clause.candidates(left.labels, right.labels):
        a, b = left.label(name), right.label(name)
        if equal_never(a, b):
            return _explained(name, a, b)
    return None


def _explained(name: str, left: Label, right: Label) -> str:
    if right.presence is Presence.NEVER:
        return f"every series of the left side has `{name}`, and none of the right side"
    if left.presence is Presence.NEVER:
        return f"every series of the right side has `{name}`, and none of the left side"
    return f"`{name}` is {_values(left)} on the left side and {_values(right)} on the right side"


def _values(label: Label) -> str:
    if label.values.finite is None:
        return "something else"
    few = sorted(label.values.finite)[:5]
    more = " or another" if len(label.values.finite) > len(few) else ""
    absent = " or absent" if label.presence is not Presence.ALWAYS else ""
    return f"{listed(few, 'or')}{more}{absent}"


def equal_labels(clause: Clause, left: Labels, right: Labels, node: Binary) -> Labels:
    """Return `left` where what it is matched by is known to equal `right`."""
    if clause.open:
        return left
    met = meet(left, right, clause.candidates(left, right))
    if clause.on or not right.closed or met.closed:
        return met
    # All but the ignored labels are equal, so what the right side cannot have is not there.
    named = dict(met.named)
    for name in clause.names:
        named.setdefault(name, met.get(name))
    why = because_of_operator("the other side has no such label", node)
    gone = Label(Presence.NEVER, ANY_VALUE, why)
    for name in (*left.named, *right.named):
        if name not in clause.names and right.get(name).presence is Presence.NEVER:
            named.setdefault(name, gone)
    return labels_of(named, Presence.NEVER, why)


def matches_surely(clause: Clause, left: Series, right: Series) -> bool:
    """Return whether any series of one side matches any of the other: no label can differ."""
    if clause.on:
        return not clause.names
    return _bare(left.labels, clause) and _bare(right.labels, clause)


def _bare(labels: Labels, clause: Clause) -> bool:
    return labels.closed and set(labels.possible()) <= set(clause.names)
