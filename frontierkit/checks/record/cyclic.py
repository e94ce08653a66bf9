"""Finds recording rules that are made of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.rule_pairs import loaded_together
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule
from frontierkit.promql import Node
from frontierkit.promql.nodes import Binary, Selector
from frontierkit.text import listed


class Step(NamedTuple):
    """`rule` reads what another rule records, at `selector`."""

    rule: Rule
    selector: Selector
    name: str


@check("record/cyclic", on=Project, severity=Severity.ERROR)
def cyclic(project: Project, facts: Facts) -> Iterator[Finding]:
    """Recording rules read each other in a circle.

    Each reads what the other recorded at the evaluation before, or nothing at the first one: the
    series stays empty for ever, or runs away on values of its own.

    Bad:
        - record: job:requests:rate5m
          expr: job:requests:smooth * 2
        - record: job:requests:smooth
          expr: job:requests:rate5m / 2

    Good:
        - record: job:requests:rate5m
          expr: sum by (job) (rate(http_requests_total[5m]))
        - record: job:requests:smooth
          expr: job:requests:rate5m / 2

    Except: what reads its own past, with `offset`, or keeps it until there is something newer, with
    `or`; and what an exporter exposes as well.
    """
    for names in facts.record_cycles:
        if not _together(names, facts):
            continue
        steps = {name: tuple(_steps(name, names, facts)) for name in names}
        for name in names:
            circle = _circle(name, steps)
            if circle:
                yield _finding(circle)
                break


def _together(names: tuple[str, ...], facts: Facts) -> bool:
    """Return whether the rules of a circle are loaded by one Prometheus, as far as is known."""
    groups = [rule.group for name in names for rule in facts.records[name].rules]
    return all(loaded_together(groups[0], group, facts.project) for group in groups)


def _finding(circle: tuple[Step, ...]) -> Finding:
    first, *rest = circle
    names = listed(sorted({step.name for step in circle}))
    return Finding(
        f"{names} {'are made of each other' if rest else 'is made of itself'}",
        first.rule.query.at(span_of(first.selector)),
        "record one of them from what exporters expose, or read the past with `offset`",
        tuple(
            Related(f"`{step.rule.name}` reads it", step.rule.query.at(span_of(step.selector)))
            for step in rest
        ),
    )


def _steps(recorded: str, names: tuple[str, ...], facts: Facts) -> Iterator[Step]:
    for rule in facts.records[recorded].rules:
        for selector in facts.selectors(rule.query):
            name, node = selector.name, selector.node
            if name not in names or node.offset is not None or facts.world.series(name):
                continue
            if not (name == recorded and _kept(node, rule, facts)):
                yield Step(rule, node, name)


def _kept(node: Selector, rule: Rule, facts: Facts) -> bool:
    """Return whether a rule keeps what it recorded until there is something newer: `new or old`."""
    return any(
        isinstance(other, Binary)
        and other.op == "or"
        and other.rhs.start <= node.start < other.rhs.end
        and not _reads(node.name, other.lhs, rule, facts)
        for other in facts.syntax(rule.query).nodes
    )


def _reads(name: str | None, side: Node, rule: Rule, facts: Facts) -> bool:
    return any(
        selector.name == name and side.start <= selector.node.start < side.end
        for selector in facts.selectors(rule.query)
    )


def _circle(start: str, steps: Mapping[str, tuple[Step, ...]]) -> tuple[Step, ...]:
    """Return the shortest way from a name back to itself; nothing if there is none."""
    ways: list[tuple[Step, ...]] = [(step,) for step in steps[start]]
    seen: set[str] = set()
    for way in ways:
        name = way[-1].name
        if name == start:
            return way
        if name not in seen:
            seen.add(name)
            ways += [(*way, step) for step in steps[name]]
    return ()
