"""Which recorded names a rule reads, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.evaluation import evaluation_interval
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.dataclass import dataclass
from frontierkit.model.rules import Rule
from frontierkit.promql import nodes as n


@dataclass(frozen=True, slots=True)
class Read:
    """A rule reads what is recorded as `name`.

    `now`: it reads the present value, rather than a window or the past.
    """

    rule: Rule
    name: str
    selector: SelectorFact
    now: bool


def reads(rule: Rule, facts: Facts) -> Iterator[Read]:
    """Yield each recorded name that a rule selects by name."""
    selected = [s for s in facts.selectors(rule.query) if s.name in facts.records]
    if not selected:
        return
    nodes = facts.syntax(rule.query).nodes
    windows = [node for node in nodes if isinstance(node, (n.Matrix, n.Subquery))]
    inside = {below for window in windows for below in window.walk()}
    for selector in selected:
        node = selector.node
        now = node not in inside and node.offset is None and node.at is None
        yield Read(rule, selector.name or "", selector, now)


def lags(facts: Facts) -> dict[str, float]:
    """Return how old, in seconds, each recorded name can be when its own group has recorded it.

    Each group that records what another reads adds up to one interval of its own.
    """
    found: dict[str, float] = {}
    for name, record in facts.records.items():  # each after all that it needs
        found[name] = max((lag(rule, facts, found) for rule in record.rules), default=0.0)
    return found


def lag(rule: Rule, facts: Facts, known: Mapping[str, float]) -> float:
    """Return how old what a rule reads can be, where `known` has the lags of recorded names."""
    oldest = 0.0
    for read in reads(rule, facts):
        before = known.get(read.name, 0.0)
        for source in facts.records[read.name].rules:
            apart = source.group is not rule.group
            waiting = evaluation_interval(source.group, facts.project) if apart else None
            oldest = max(oldest, before + (waiting or 0.0))
    return oldest
