"""Which selectors of a query ask for a metric that is sure not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import value_span
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.catalog.existence import Existence
from frontierkit.model.query import Query
from frontierkit.promql import Node
from frontierkit.promql import nodes as n
from frontierkit.text import Span


@dataclass(frozen=True, slots=True)
class AbsentMetric:
    """A name that is sure not to be there, where a query asks for it, and why it is not."""

    name: str
    existence: Existence
    span: Span


def absent_metrics(query: Query, facts: Facts) -> Iterator[AbsentMetric]:
    """Yield each absent metric of a query once.

    An alternative is no mistake: in `new or old` one of the two may be absent, unless the other
    is but a number that stands in for it.
    """
    found: dict[str, SelectorFact] = {}
    for selector in facts.selectors(query):
        if selector.name is not None and selector.name not in found and _absent(selector, facts):
            found[selector.name] = selector
    if not found:
        return
    excused = _excused(query, facts)
    for name, selector in found.items():
        existence = facts.existence(selector)
        if existence is not None and selector.node not in excused:
            yield AbsentMetric(name, existence, name_of(selector.node))


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
