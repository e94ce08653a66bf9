"""How often samples of what a selector selects are stored."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.evaluation import evaluation_interval
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.promql import nodes as n

NEEDS_TWO = frozenset(
    ("rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear", "holt_winters",
     "double_exponential_smoothing")
)  # fmt: skip
"""Functions that yield nothing where a window has a single sample."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """A sample is stored every `interval_s` seconds, at most, by `who`."""

    interval_s: float
    who: str


@dataclass(frozen=True, slots=True)
class Window:
    """A function looks at `seconds` of a series that is sampled as `sampling` says.

    `starved`: there is never more than one sample in the window.
    """

    call: n.Call
    matrix: n.Matrix
    seconds: float
    sampling: Sampling
    starved: bool


def windows(query: Query, facts: Facts) -> Iterator[Window]:
    """Yield the windows of known length over series whose sampling is known."""
    selected = {fact.node: fact for fact in facts.selectors(query)}
    for node in facts.syntax(query).nodes:
        if not isinstance(node, n.Call) or node.name not in NEEDS_TWO or not node.args:
            continue
        matrices = [m for arg in node.args if isinstance(m := bare(arg), n.Matrix)]
        for matrix in matrices:
            seconds, fact = matrix.range.value, selected.get(matrix.selector)
            if seconds is None or fact is None or matrix.extended or matrix.selector.extended:
                continue
            found = sampling(fact, facts)
            if found is not None:
                # Until Prometheus 3 a sample right at the beginning of a window was in it.
                outside = facts.dialect.version >= (3, 0) and seconds == found.interval_s
                starved = seconds < found.interval_s or outside
                yield Window(node, matrix, seconds, found, starved)


def sampling(selector: SelectorFact, facts: Facts) -> Sampling | None:
    """Return the densest sampling of anything that a selector can mean; None: not known."""
    if selector.names is None:
        return None
    found: list[Sampling | None] = []
    for name in selector.names:
        found += _recorded(name, facts)
        found += _scraped(name, selector)
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found):
        return None
    return min(known, key=lambda each: each.interval_s)


def _recorded(name: str, facts: Facts) -> Iterator[Sampling | None]:
    record = facts.records.get(name)
    for rule in () if record is None else record.rules:
        interval = evaluation_interval(rule.group, facts.project)
        who = f"the rule group `{rule.group.name}` records it"
        yield None if interval is None else Sampling(interval, who)


def _scraped(name: str, selector: SelectorFact) -> Iterator[Sampling | None]:
    for source in selector.sources:
        for origin in source.whole.origins:
            if origin.name == name and source.alive:
                job = origin.job
                who = "" if job is None else f"the job `{job.name}` scrapes it"
                yield None if job is None else Sampling(job.interval_s, who)
