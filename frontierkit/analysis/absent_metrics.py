"""Which selectors of a query ask for a metric that is sure not to be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import value_span
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.catalog.existence import Existence
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql import Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span

FROM_NOTHING = frozenset(("absent", "absent_over_time", "vector", "scalar", "time", "pi"))
"""Functions that make something of nothing."""


@dataclass(frozen=True, slots=True)
class AbsentMetric:
    """A name that is sure not to be there, where a query asks for it, and why it is not.

    `again` is where else the query asks for it in vain.
    """

    name: str
    existence: Existence
    span: Span
    again: tuple[Span, ...] = ()


def absent_metrics(query: Query, facts: Facts) -> Iterator[AbsentMetric]:
    """Yield each absent metric of a query once.

    An alternative is no mistake: in `new or old` one of the two may be absent, unless the other
    is but a number that stands in for it.
    """
    found: dict[str, list[SelectorFact]] = {}
    for selector in facts.selectors(query):
        if selector.name is not None and _absent(selector, facts):
            found.setdefault(selector.name, []).append(selector)
    if not found:
        return
    excused = _excused(query, facts)
    for name, selectors in found.items():
        existence = facts.existence(selectors[0])
        if existence is not None and selectors[0].node not in excused:
            again = (s.node for s in selectors[1:] if s.node not in excused)
            spans = tuple(map(name_of, again))
            yield AbsentMetric(name, existence, name_of(selectors[0].node), spans)


def name_of(node: n.Selector) -> Span:
    """Return the characters of the metric's name."""
    if node.name is not None:
        return Span(node.start, node.name_end)
    named = next(matcher for matcher in node.matchers if matcher.name == "__name__")
    return value_span(named)


def _absent(selector: SelectorFact, facts: Facts) -> bool:
    existence = facts.existence(selector)
    return existence is not None and existence.state == "absent"


def _excused(query: Query, facts: Facts) -> set[Node]:
    """Return the selectors of branches of an `or` beside one that is there."""
    absent = {s.node for s in facts.selectors(query) if _absent(s, facts)}
    there = {s.node for s in facts.selectors(query)} - absent
    excused: set[Node] = set()
    for node in facts.syntax(query).nodes:
        if isinstance(node, n.Binary) and node.op == "or":
            branches = [(b, set(b.walk())) for b in (node.lhs, node.rhs)]
            for branch, below in branches:
                if below & there and not below & absent and not _zero(bare(branch)):
                    excused |= set(node.walk()) & absent
    return excused


def _zero(node: Node) -> bool:
    """Return whether an expression is written to be but a zero with labels, as `x * 0`."""
    if not isinstance(node, n.Binary) or node.op != "*":
        return False
    return any(isinstance(s, n.Number) and s.value == 0 for s in (bare(node.lhs), bare(node.rhs)))


def recorded_from_absent(name: str, facts: Facts) -> tuple[Rule, AbsentMetric] | None:
    """Return a rule that records `name` and what it lacks, if no rule can record anything."""
    record = facts.records.get(name)
    if record is None or facts.world.series(name):
        return None
    lacking = [(rule, _lacking(rule.query, facts)) for rule in record.rules]
    rule, absent = lacking[0]
    return (rule, absent) if absent is not None and all(a for _, a in lacking) else None


def _lacking(query: Query, facts: Facts) -> AbsentMetric | None:
    """Return an absent metric without which a query yields nothing."""
    by_span = {absent.span: absent for absent in absent_metrics(query, facts)}
    root = facts.syntax(query).expr
    selector = _needed(root, by_span) if by_span and root is not None else None
    return None if selector is None else by_span[name_of(selector)]


def _needed(node: Node, absent: Mapping[Span, AbsentMetric]) -> n.Selector | None:
    """Return an absent selector whose emptiness makes all of `node` empty."""
    match node:
        case n.Selector():
            named = node.metric is not None and name_of(node) in absent
            return node if named else None
        case n.Paren() | n.Unary() | n.Aggregate() | n.Subquery():
            return _needed(node.expr, absent)
        case n.Matrix():
            return _needed(node.selector, absent)
        case n.Call() if node.name not in FROM_NOTHING:
            return next((found for a in node.args if (found := _needed(a, absent))), None)
        case n.Binary() if node.op == "or":
            left, right = _needed(node.lhs, absent), _needed(node.rhs, absent)
            return left if right else None
        case n.Binary():
            left = _needed(node.lhs, absent)
            return left or (None if node.op == "unless" else _needed(node.rhs, absent))
    return None
