"""Which matchers are to blame for a selector that lets nothing through."""

from __future__ import annotations

from typing import cast

from frontierkit.analysis.selectors import SelectorFact
from frontierkit.labels import Label, MatchOp, restrict
from frontierkit.promql.nodes import Matcher
from frontierkit.promql.variables import variables_in


def alone_to_blame(selector: SelectorFact) -> tuple[Matcher, ...]:
    """Return the matchers of a dead selector that let nothing through, each by itself."""
    return tuple(
        matcher
        for matcher in selector.killers
        if all(
            source.killer is matcher or _refuses(matcher, source.whole.label(matcher.name))
            for source in selector.sources
        )
    )


def together_to_blame(selector: SelectorFact) -> tuple[Matcher, ...]:
    """Return the matchers that let nothing through only together, as of two different jobs."""
    return () if alone_to_blame(selector) else selector.killers


def _refuses(matcher: Matcher, label: Label) -> bool:
    """Return whether a matcher without variables refuses every value of a label."""
    value = matcher.value or ""
    if matcher.op is None or variables_in(value):
        return False
    return restrict(label, cast(MatchOp, matcher.op), value) is None
