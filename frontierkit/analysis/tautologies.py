"""Finds conditions that always hold where there is anything to compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.canonical import bare, canonical, unfiltered
from frontierkit.analysis.comparisons import Comparison, comparisons
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.ranges import FLIPPED, narrow
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.analysis.sets import INVERSE
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql import Node
from frontierkit.promql import nodes as n

COUNTS = frozenset(("count", "group", "count_values"))
COUNTING_CALLS = frozenset(("count_over_time", "present_over_time"))
CONDITIONAL_CALLS = frozenset(("absent", "absent_over_time"))
OF_TARGETS = frozenset(("job", "instance"))
"""Labels that say where a series comes from: a matcher on another may ask for a state."""
NOT_EXPOSED = frozenset(("ALERTS", "ALERTS_FOR_STATE"))


def always_holds(comparison: Comparison, facts: Facts) -> bool:
    """Return whether a comparison lets through all that there can be, and so says nothing.

    What counts, as `count(x) > 0`, holds only where there is something to count: it says nothing
    if that is sure to be exposed.
    """
    if comparison.holds is not Presence.ALWAYS or comparison.node.bool_modifier:
        return False
    query, compared = comparison.query, comparison.compared
    if facts.series(query, compared).range.constant is not None:
        return False  # `absent(x) == 1`, `x_info == 1`: a habit that does no harm
    if conditional(compared, facts):
        return False
    counts = any(_counts(node) for node in compared.walk())
    return not counts or surely_exposed(query, compared, facts)


def surely_exposed(query: Query, node: Node, facts: Facts) -> bool:
    """Return whether all that a node selects is exposed whatever happens."""
    below = set(node.walk())
    selected = [s for s in facts.selectors(query) if s.node in below]
    return bool(selected) and all(_exposed(selector, facts) for selector in selected)


def conditional(node: Node, facts: Facts) -> bool:
    """Return whether a result depends on a condition: a filter, `and`, `absent`, a rule's own."""
    if _filters(node):
        return True
    return any(
        isinstance(inner, n.Selector) and inner.metric in facts.records for inner in node.walk()
    )


def firing_always(query: Query, facts: Facts) -> frozenset[Node]:
    """Return the parts of an alert that let it fire whenever there are data; none: it need not."""
    root = facts.syntax(query).expr
    if not isinstance(query.owner, Rule) or not query.owner.alerting or root is None:
        return frozenset()
    if not facts.selectors(query):
        return frozenset()
    compared: dict[Node, Comparison] = {c.node: c for c in comparisons(query, facts)}
    return frozenset(_firing(query, root, facts, compared))


def _firing(
    query: Query, node: Node, facts: Facts, compared: Mapping[Node, Comparison]
) -> Iterator[Node]:
    """Yield the parts of a node that always hold, if the node as a whole always does."""
    node = bare(node)
    if not isinstance(node, n.Binary):
        yield from _always_there(query, node, facts)
    elif node.op == "or":
        yield from _firing_branches(query, node, facts, compared)
    elif node.op == "and":
        sides = [[*_firing(query, side, facts, compared)] for side in (node.lhs, node.rhs)]
        if all(sides):
            yield from (*sides[0], *sides[1])
    elif node.op in FLIPPED and not node.bool_modifier:
        if node in compared and always_holds(compared[node], facts):
            yield node
    elif node.op in FLIPPED:
        if not conditional(node.lhs, facts) and not conditional(node.rhs, facts):
            yield node
    elif node.op != "unless":
        yield from _always_there(query, node, facts)


def _firing_branches(
    query: Query, node: n.Binary, facts: Facts, compared: Mapping[Node, Comparison]
) -> Iterator[Node]:
    """Yield what always holds of an `or`: any of its branches, or all of them together."""
    branches = tuple(_branches(node))
    found = [part for branch in branches for part in _firing(query, branch, facts, compared)]
    if not found and _cover_everything(query, branches, facts):
        found = [node]
    yield from found or _always_there(query, node, facts)


def _always_there(query: Query, node: Node, facts: Facts) -> Iterator[Node]:
    """Yield a node without any condition, whose value says something that nobody looks at."""
    series = facts.series(query, node)
    if series.empty is Presence.NEVER:
        yield node
    elif series.known and series.range.constant is None and not conditional(node, facts):
        yield from (node,) if surely_exposed(query, node, facts) else ()


def _cover_everything(query: Query, branches: tuple[Node, ...], facts: Facts) -> bool:
    """Return whether filters of one expression let through together whatever value there is."""
    filters = [unfiltered(branch) for branch in branches]
    if any(len(passed.comparisons) != 1 for passed in filters):
        return False
    if len({canonical(passed.base) for passed in filters}) != 1:
        return False
    left = facts.series(query, filters[0].base).range.numbers()
    for passed in filters:
        op, bound = passed.comparisons[0]
        number = facts.series(query, bound).constant
        if number is None:
            return False
        left = narrow(INVERSE[op], left, Interval.only(number))
    return left.impossible


def _branches(node: Node) -> Iterator[Node]:
    """Yield the branches of a chain of `or`, the first one first."""
    later: list[Node] = []
    node = bare(node)
    while isinstance(node, n.Binary) and node.op == "or":
        later.append(node.rhs)
        node = bare(node.lhs)
    yield node
    for branch in reversed(later):
        yield from _branches(branch)


def _filters(node: Node) -> bool:
    """Return whether anything in a node lets through some results and others not."""
    return any(_filter(inner) for inner in node.walk())


def _filter(node: Node) -> bool:
    match node:
        case n.Binary():
            comparing = node.op in FLIPPED and not node.bool_modifier
            return comparing or node.op in ("and", "unless")
        case n.Call():
            return node.name in CONDITIONAL_CALLS
    return False


def _counts(node: Node) -> bool:
    match node:
        case n.Aggregate():
            return node.op in COUNTS
        case n.Call():
            return node.name in COUNTING_CALLS
    return False


def _exposed(selector: SelectorFact, facts: Facts) -> bool:
    """Return whether the series of a selector are there whatever state things are in."""
    if not selector.judged or selector.name is None or selector.name in facts.records:
        return False
    if selector.name in NOT_EXPOSED or any(s.whole.origins[0].optional for s in selector.sources):
        return False
    return all(matcher.name in OF_TARGETS for matcher in selector.node.matchers)
