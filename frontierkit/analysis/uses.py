"""Every place where a query names a label, with what is known of that label there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from frontierkit.analysis.matching import clause_of
from frontierkit.analysis.reasons import name_span, span_of
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.analysis.series import Series
from frontierkit.analysis.walk import Walk
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Presence
from frontierkit.promql import Node, Syntax
from frontierkit.promql import nodes as n
from frontierkit.text import Span

Purpose = Literal[
    "matcher", "by", "without", "on", "ignoring", "include", "label_replace", "label_join", "sort"
]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label is named at `span` of the query, as the `purpose` of `node` says.

    `operand` is the series that the label is looked for in, `label` what is known of it there.
    `side` tells which operand of a binary operator that is. A matcher looks at what is stored,
    once for each origin: `operand` is that origin as it is before any matcher.
    """

    name: str
    span: Span
    purpose: Purpose
    node: Node
    operand: Series
    label: Label
    side: Side | None = None

    @property
    def never(self) -> bool:
        """The label is never there."""
        return self.label.presence is Presence.NEVER

    @property
    def lost(self) -> bool:
        """The label is never there because an operation took it away."""
        return self.never and self.label.why is not None and self.label.why.span is not None


def label_uses(syntax: Syntax, walk: Walk) -> tuple[LabelUse, ...]:
    """Return every use of a label in an expression, in the order of the text."""
    found = [use for node in syntax.nodes for use in _uses(node, walk)]
    found += [use for fact in walk.selectors for use in _matchers(fact, walk)]
    return tuple(sorted(found, key=lambda use: use.span))


def _uses(node: Node, walk: Walk) -> Iterator[LabelUse]:
    finder = FINDERS.get(type(node))
    return iter(()) if finder is None else finder(node, walk)


def _matchers(fact: SelectorFact, walk: Walk) -> Iterator[LabelUse]:
    node = fact.node
    for matcher in node.matchers:
        if matcher.name == "__name__" or matcher.op is None or _open(matcher.name, walk):
            continue
        for source in fact.sources:
            label = source.whole.label(matcher.name)
            yield LabelUse(matcher.name, name_span(matcher), "matcher", node, source.whole, label)


def _aggregate(node: n.Aggregate, walk: Walk) -> Iterator[LabelUse]:
    if node.modifier is not None:
        purpose: Purpose = "without" if node.without else "by"
        yield from _listed(node.modifier.names, purpose, node, walk.of(node.expr), walk)


def _binary(node: n.Binary, walk: Walk) -> Iterator[LabelUse]:
    if node.matching is None:
        return
    left, right = walk.of(node.lhs), walk.of(node.rhs)
    purpose: Purpose = "on" if node.matching.on else "ignoring"
    names = node.matching.labels.names
    yield from _listed(names, purpose, node, left, walk, "left")
    yield from _listed(names, purpose, node, right, walk, "right")
    if node.matching.include is not None:
        included = node.matching.include.names
        if clause_of(node).card == "many-to-one":
            yield from _listed(included, "include", node, right, walk, "right")
        else:
            yield from _listed(included, "include", node, left, walk, "left")


def _call(node: n.Call, walk: Walk) -> Iterator[LabelUse]:
    purposes: dict[str, tuple[Purpose, slice]] = {
        "label_replace": ("label_replace", slice(3, 4)),
        "label_join": ("label_join", slice(3, None)),
        "sort_by_label": ("sort", slice(1, None)),
        "sort_by_label_desc": ("sort", slice(1, None)),
    }
    if node.name not in purposes or not node.args:
        return
    purpose, places = purposes[node.name]
    operand = walk.of(node.args[0])
    for argument in node.args[places]:
        if isinstance(argument, n.String) and argument.value and not _open(argument.value, walk):
            name = argument.value
            yield LabelUse(name, span_of(argument), purpose, node, operand, operand.label(name))


def _listed(
    names: list[n.Label],
    purpose: Purpose,
    node: Node,
    operand: Series,
    walk: Walk,
    side: Side | None = None,
) -> Iterator[LabelUse]:
    for label in names:
        if not _open(label.name, walk):
            known = operand.label(label.name)
            yield LabelUse(label.name, span_of(label), purpose, node, operand, known, side)


def _open(name: str, walk: Walk) -> bool:
    return walk.scope.has_variables and ("$" in name or "[[" in name)


FINDERS: dict[type[Node], Callable[[Any, Walk], Iterator[LabelUse]]] = {
    n.Aggregate: _aggregate,
    n.Binary: _binary,
    n.Call: _call,
}
