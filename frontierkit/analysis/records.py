"""What recording rules record, worked out in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from frontierkit.analysis.labelsets import labels_of
from frontierkit.analysis.series import Series
from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import Label, Labels, Presence, Reason, Values
from frontierkit.model.location import Passage
from frontierkit.model.rules import Rule
from frontierkit.promql import Syntax
from frontierkit.promql.nodes import Selector


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A name and the rules that record it, each with what it records.

    `cyclic`: to know it one would have to know it already.
    """

    name: str
    rules: tuple[Rule, ...]
    sources: tuple[Series, ...]
    needs: frozenset[str]
    cyclic: bool


def recording_rules(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    """Return recording rules by the name that they record."""
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        if not rule.alerting and rule.name.text:
            found[rule.name.text] = (*found.get(rule.name.text, ()), rule)
    return found


def needs(syntax: Syntax, recorded: Mapping[str, object]) -> frozenset[str]:
    """Return the recorded names that an expression selects by name."""
    selectors = (node.metric for node in syntax.nodes if isinstance(node, Selector))
    return frozenset(name for name in selectors if name is not None and name in recorded)


def cycles(graph: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of names that need each other, or a name that needs itself."""
    return tuple(
        tuple(sorted(group))
        for group in in_order(graph)
        if len(group) > 1 or group[0] in graph[group[0]]
    )


def in_order(
    graph: Mapping[str, frozenset[str]],
    roots: Iterable[str] | None = None,
    done: Container[str] = (),
) -> Iterator[tuple[str, ...]]:
    """Yield groups of names that need each other, each after all that it needs (Tarjan).

    Begins with `roots` and leaves out what is `done`. Without recursion: a chain of rules can be
    longer than the stack is deep.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in graph if roots is None else roots:
        if root in index or root in done:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(sorted(graph[root])))]
        index[root] = low[root] = len(index)
        path.append(root)
        on_path.add(root)
        while work:
            name, rest = work[-1]
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[name])
                if low[name] == index[name]:
                    yield _popped(path, on_path, name)
            elif following in done and following not in index:
                continue
            elif following not in index:
                index[following] = low[following] = len(index)
                path.append(following)
                on_path.add(following)
                work.append((following, iter(sorted(graph[following]))))
            elif following in on_path:
                low[name] = min(low[name], index[following])


def _popped(path: list[str], on_path: set[str], name: str) -> tuple[str, ...]:
    group: list[str] = []
    while not group or group[-1] != name:
        group.append(path.pop())
        on_path.discard(group[-1])
    return tuple(group)


def recorded(rule: Rule, series: Series) -> Series:
    """Return what a rule stores: the result of its expression, its name, its labels."""
    name = rule.name.text
    stored = in_text(series, rule.query.passage)
    labels = _with_static_labels(stored.labels, rule)
    empty = Presence.ALWAYS if series.empty is Presence.ALWAYS else Presence.MAYBE
    if series.kind == "scalar":
        stored = stored._replace(type="gauge", kind="instant vector")
    return stored._replace(labels=labels, names=frozenset((name,)), empty=empty, alternatives=())


def unknown_record(rule: Rule) -> Series:
    """Return what is known of a record whose expression is not: its name and its labels."""
    labels = _with_static_labels(Labels(), rule)
    return Series(labels=labels, names=frozenset((rule.name.text,)))


def _with_static_labels(labels: Labels, rule: Rule) -> Labels:
    static = {**rule.group.labels, **rule.labels}
    if not static:
        return labels
    named = {name: _static(name, text, rule) for name, text in static.items()}
    return labels_of({**labels.named, **named}, labels.others, labels.why_others)


def _static(name: str, text: Passage, rule: Rule) -> Label:
    why = Reason(f"the rule that records `{rule.name.text}` sets `{name}`", passage=text)
    presence = Presence.ALWAYS if text.text else Presence.NEVER
    return Label(presence, Values.of(text.text) if text.text else Values(), why)


def in_text(series: Series, passage: Passage) -> Series:
    """Return a series whose reasons tell the text that their spans are counted in."""

    def told(why: Reason | None) -> Reason | None:
        return why if why is None or why.passage is not None else replace(why, passage=passage)

    named = {
        name: replace(label, why=told(label.why)) for name, label in series.labels.named.items()
    }
    return series._replace(
        labels=labels_of(named, series.labels.others, told(series.labels.why_others)),
        why_type=told(series.why_type),
        why_unit=told(series.why_unit),
        why_range=told(series.why_range),
        why_empty=told(series.why_empty),
    )
