"""Finds recording rules that are made of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Selector
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

    Except: what reads its own past, with `offset`, and what an exporter exposes as well.
    """
    for names in facts.record_cycles:
        steps = {name: tuple(_steps(name, names, facts)) for name in names}
        for name in names:
            circle = _circle(name, steps)
            if circle:
                yield _finding(circle)
                break


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
            if name in names and node.offset is None and not facts.world.series(name):
                yield Step(rule, node, name)


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
