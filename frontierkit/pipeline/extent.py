"""How far the judgement reached: which names were asked for, and what nobody could say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from frontierkit.analysis.dialects import judged_as_promql
from frontierkit.analysis.facts import Facts
from frontierkit.model.project import NotJudged
from frontierkit.model.query import Query


def queried_names(facts: Facts) -> list[str]:
    """Return every metric that a query asks for by name, sorted."""
    names = {s.name for query in facts.each(Query) for s in facts.selectors(query)}
    return sorted(name for name in names if name is not None)


def unjudged(facts: Facts) -> Iterator[NotJudged]:
    """Yield how many queries could not be judged, or not in full, and why."""
    reasons: Counter[str] = Counter()
    foreign = 0
    for query in facts.each(Query):
        if facts.syntax(query).problems and not judged_as_promql(query, facts):
            foreign += 1
            continue
        unknown = {
            existence.why
            for selector in facts.selectors(query)
            if (existence := facts.existence(selector)) is not None and existence.state == "unknown"
        }
        reasons.update(_in_general(why) for why in unknown)
    if foreign:
        yield NotJudged("query", foreign, "it is in MetricsQL")
    for why, count in sorted(reasons.items()):
        yield NotJudged("query", count, why)


def _in_general(why: str) -> str:
    """Return a reason without the name it is about, so that queries can be counted by it."""
    if "scrape job" not in why:
        return "no catalog that takes part knows one of their metrics"
    return why.partition(", which knows")[0]
