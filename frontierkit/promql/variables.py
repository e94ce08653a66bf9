"""Where an expression uses Grafana's variables, those inside quoted strings included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from frontierkit.promql import nodes as n
from frontierkit.promql.node import Node

_USE = re.compile(
    r"\$\{(?P<braced>[A-Za-z0-9_]+)(?:[.:][^}\n]*)?\}"
    r"|\$(?P<plain>[A-Za-z0-9_]+)"
    r"|\[\[(?P<square>[A-Za-z0-9_]+)(?::[A-Za-z0-9_]+)?\]\]"
)


class VariableUse(NamedTuple):
    """One variable, as written in `text[start:end]`; `name` is without its format.

    `place` is one of `value`, `duration`, `name` (of a label), `metric`, `label list`,
    `expression` and `matcher` (whole matchers in one variable).
    """

    name: str
    text: str
    start: int
    end: int
    place: str


def variable_uses(text: str, nodes: Iterable[Node]) -> tuple[VariableUse, ...]:
    """The variables of an expression; with no nodes, all that look like one, their place open."""
    known = list(nodes)
    places = [place for node in known for place in _places(node)]
    if not places:
        places = [(0, len(text), "expression")]
    groups = {group for node in known for group in _groups(node)}
    return tuple(
        use
        for start, end, place in sorted(places)
        for use in _found(text, start, end, place)
        if (start, use.name) not in groups
    )


def variables_in(text: str) -> tuple[VariableUse, ...]:
    """The variables in a text that is no expression, such as a legend."""
    return tuple(_found(text, 0, len(text), "value"))


def _found(text: str, start: int, end: int, place: str) -> Iterator[VariableUse]:
    for found in _USE.finditer(text, start, end):
        name = found[found.lastgroup or 0]
        if place == "value" and escaped(text, found.start()):
            continue
        if not name.isdigit():  # `$1` is a group of a regex
            yield VariableUse(name, found[0], found.start(), found.end(), place)


def escaped(text: str, at: int) -> bool:
    """Return whether a regex takes the dollar at `at` for one: `\\\\$SYS`, or `\\$` as such."""
    before = len(text[:at]) - len(text[:at].rstrip("\\"))
    return before % 4 in (1, 2)


def _groups(node: Node) -> Iterator[tuple[int, str]]:
    """The named groups of a `label_replace`, and where its replacement starts that uses them."""
    if isinstance(node, n.Call) and node.name == "label_replace" and len(node.args) == 5:
        replacement, regex = node.args[2], node.args[4]
        if isinstance(regex, n.String):
            for group in re.findall(r"\(\?P?<(\w+)>", regex.value):
                yield replacement.start, group


def _places(node: Node) -> Iterator[tuple[int, int, str]]:
    """The characters that belong to this node alone, and what they are."""
    match node:
        case n.Variable() | n.Number() | n.At():
            yield node.start, node.end, "expression"
        case n.Duration():
            yield node.start, node.end, "duration"
        case n.Label():
            yield node.start, node.end, "label list"
        case n.Matcher(op=None):
            yield node.start, node.end, "matcher"
        case n.Matcher():
            yield node.start, node.name_end, "name"
            yield node.value_start, node.value_end, "value"
        case n.Selector(name=str()):
            yield node.start, node.name_end, "metric"
        case n.Aggregate():
            yield node.start, node.start + len(node.op), "expression"
        case n.Call():
            yield from _call(node)
        case n.Binary(fill=dict()):
            yield node.op_start, node.rhs.start, "expression"


def _call(node: n.Call) -> Iterator[tuple[int, int, str]]:
    yield node.start, node.name_end, "expression"
    for argument in node.args:
        if isinstance(argument, n.String):
            yield argument.start, argument.end, "value"
