"""What a selector can select: stored series, as far as its matchers let them through."""

from __future__ import annotations

from functools import cached_property
from typing import cast

from frontierkit.analysis.interval import Interval
from frontierkit.analysis.labelsets import join_label, labels_of
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.scope import Scope
from frontierkit.analysis.series import Series, join
from frontierkit.analysis.stored import unknown_series
from frontierkit.catalog.stored import Condition
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Labels, MatchOp, Presence, Reason, restrict
from frontierkit.promql.nodes import Matcher, Selector
from frontierkit.text import listed

VARIABLE_MARKS = ("$", "[[")


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A stored series that a selector's name means, and what its matchers make of it.

    `whole` is the series before any matcher, `labels` what the matchers leave of its labels;
    `killer` is the first matcher that lets none of it through.
    """

    whole: Series
    labels: Labels
    killer: Matcher | None

    @property
    def alive(self) -> bool:
        return self.killer is None


@dataclass(frozen=True, eq=False)
class SelectorFact:
    """What is known of one selector.

    `names` are the metric names it may select; None: any. `conditions` are its other matchers,
    as far as they hold one known value. `sources` are the stored series of
    these names; none: nothing is known of them, which `judged` says. `open_matchers` hold a
    variable whose values are not all known.
    """

    node: Selector
    names: frozenset[str] | None
    conditions: tuple[Condition, ...]
    sources: tuple[SourceFact, ...]
    judged: bool
    open_matchers: tuple[Matcher, ...]
    contradiction: tuple[Matcher, Matcher] | None

    @cached_property
    def name(self) -> str | None:
        """The one name that it selects, if it is one."""
        return next(iter(self.names)) if self.names is not None and len(self.names) == 1 else None

    @cached_property
    def dead(self) -> bool:
        """Its matchers let nothing through of what is stored, whatever that is."""
        if self.contradiction is not None:
            return True
        return self.judged and not any(source.alive for source in self.sources)

    @cached_property
    def killers(self) -> tuple[Matcher, ...]:
        """The matchers that are to blame, each once, in the order of the sources."""
        killers = (source.killer for source in self.sources if source.killer is not None)
        return tuple(dict.fromkeys(killers)) if self.dead else ()


def select(node: Selector, scope: Scope) -> tuple[Series, SelectorFact]:
    """Return what a selector is, and how that came about."""
    names = _names(node, scope)
    wholes = _sources(names, scope)
    matchers = [m for m in node.matchers if m.name != "__name__"]
    restrictions = [(m, _restriction(m, scope)) for m in matchers]
    known = [(m, values) for m, values in restrictions if values is not None]
    facts = tuple(_restricted(whole, known) for whole in wholes)
    judged = bool(wholes)
    name = next(iter(names)) if names is not None and len(names) == 1 else None
    repeated = len({m.name for m, _ in known}) < len(known)
    alone = unknown_series(name) if not judged or repeated else None
    unconditional = None if alone is None else _restricted(alone._replace(names=names), known)
    contradiction = _contradiction(node, unconditional)
    fact = SelectorFact(
        node,
        names,
        _conditions(known),
        facts,
        judged,
        tuple(m for m, values in restrictions if values is None),
        contradiction,
    )
    return _series(node, fact, unconditional), fact


Allowed = tuple[MatchOp, frozenset[str]]


def _series(node: Selector, fact: SelectorFact, unknown: SourceFact | None) -> Series:
    """Return what is left of all the sources together."""
    if not fact.judged and unknown is not None:
        return _selected(unknown, node)
    alive = [_selected(source, node) for source in fact.sources if source.alive]
    if not alive or fact.contradiction is not None:
        return _selected(fact.sources[0], node, fact.contradiction)
    found = alive[0]
    for other in alive[1:]:
        found = join(found, other)
    return found


def _selected(
    source: SourceFact, node: Selector, contradiction: tuple[Matcher, Matcher] | None = None
) -> Series:
    series = source.whole._replace(labels=source.labels)
    if node.extended == "smoothed":
        series = _smoothed(series)
    if source.alive and contradiction is None:
        return series
    killer = source.killer if contradiction is None else contradiction[1]
    text = "no series satisfies both matchers" if contradiction else _refusal(source)
    why = Reason(text, span_of(killer or node))
    return series._replace(empty=Presence.ALWAYS, why_empty=why)


def _refusal(source: SourceFact) -> str:
    """Return a sentence on why a matcher lets nothing of a source through."""
    name = source.killer.name if source.killer is not None else ""
    label = source.whole.label(name)
    if label.presence is Presence.NEVER:
        return f"there is no label `{name}`"
    if label.values.finite is None:
        return f"`{name}` never has such a value"
    few = sorted(label.values.finite)[:5]
    others = " or another value" if len(label.values.finite) > len(few) else ""
    return f"`{name}` is {listed(few, 'or')}{others}, none of which matches"


def _smoothed(series: Series) -> Series:
    """Return a series whose values are interpolated between samples, from 0 after a reset."""
    return series._replace(range=series.range.join(Interval.only(0.0)).fractional())


def _restricted(whole: Series, known: list[tuple[Matcher, Allowed]]) -> SourceFact:
    """Apply matchers to the labels of one source."""
    if not known:
        return SourceFact(whole, whole.labels, None)
    named: dict[str, Label] = {}
    labels = whole.labels
    for matcher, (op, values) in known:
        label = named.get(matcher.name) or labels.get(matcher.name)
        why = Reason(f"the matcher on `{matcher.name}` says so", span_of(matcher))
        left = _admitted(label, op, values, why)
        if left is None:
            return SourceFact(whole, labels, matcher)
        named[matcher.name] = left
    left_labels = labels_of({**labels.named, **named}, labels.others, labels.why_others)
    return SourceFact(whole, left_labels, None)


def _admitted(label: Label, op: MatchOp, values: frozenset[str], why: Reason) -> Label | None:
    """Return what is left of a label when a matcher may compare it with any of some values."""
    found: Label | None = None
    for value in sorted(values):
        left = restrict(label, op, value, why)
        if left is not None:
            found = left if found is None else join_label(found, left)
    return found


def _contradiction(node: Selector, alone: SourceFact | None) -> tuple[Matcher, Matcher] | None:
    """Return two matchers that no series can satisfy at once, whatever its labels are."""
    if alone is None or alone.killer is None:
        return None
    killer = alone.killer
    first = next(m for m in node.matchers if m.name == killer.name and m.op is not None)
    return (first, killer)


def _restriction(matcher: Matcher, scope: Scope) -> Allowed | None:
    """Return what a matcher compares with; None if a variable leaves that open."""
    if matcher.op is None or matcher.value is None or _has_variable(matcher.name):
        return None
    op = cast(MatchOp, matcher.op)
    if not _has_variable(matcher.value) or not scope.has_variables:
        return op, frozenset((matcher.value,))
    values = scope.choices(matcher.value, op)
    return None if values is None else (op, values)


def _sources(names: frozenset[str] | None, scope: Scope) -> tuple[Series, ...]:
    """Return the stored series of all these names; none if anything else may be among them."""
    if names is None:
        return ()
    found: list[Series] = []
    for name in sorted(names):
        sources = scope.sources(name)
        if not sources:
            return ()
        found += sources
    return tuple(found)


def _names(node: Selector, scope: Scope) -> frozenset[str] | None:
    """Return the metric names that a selector allows; None if they cannot be listed."""
    if node.name is not None:
        return None if _open_name(node.name, scope) else frozenset((node.name,))
    for matcher in node.matchers:
        if matcher.name != "__name__" or matcher.value is None:
            continue
        if _open_name(matcher.value, scope):
            return None
        if matcher.op == "=":
            return frozenset((matcher.value,))
        if matcher.op == "=~":
            return _alternatives(matcher.value)
    return None


def _alternatives(regex: str) -> frozenset[str] | None:
    """Return all names that a regex matches, if they are few."""
    from frontierkit.regex import RegexError, literal_alternatives

    try:
        listed = literal_alternatives(regex)
    except RegexError:
        return None
    return frozenset(listed) - {""} if listed else None


def _open_name(name: str, scope: Scope) -> bool:
    return scope.has_variables and _has_variable(name)


def _conditions(known: list[tuple[Matcher, Allowed]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(matcher.name, op, next(iter(values)))
        for matcher, (op, values) in known
        if len(values) == 1
    )


def _has_variable(text: str) -> bool:
    return any(mark in text for mark in VARIABLE_MARKS)
