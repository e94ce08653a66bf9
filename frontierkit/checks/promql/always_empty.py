"""Finds expressions that can never have a result, because of how they are made."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dead_alerts import to_blame
from frontierkit.analysis.dead_ends import dead_ends
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query

KINDS = frozenset(("contradiction", "covered", "operation"))


@check("promql/always_empty", on=Query, per_text=True, severity=Severity.ERROR)
def always_empty(query: Query, facts: Facts) -> Iterator[Finding]:
    """A part of an expression is always empty, whatever is stored.

    Filters exclude each other, `unless` takes away all that there is, `absent` asks for what is
    always there, `clamp` has its bounds crossed, a function of native histograms is given classic
    ones. The panel stays blank, and what is joined with it is gone as well.

    Bad:
        count(up < 1 and up > 0)

    Good:
        count(up < 1)

    Except: comparisons, matchers, joins and lost labels, of which other checks tell; what keeps a
    whole alert from firing, of which alert/dead tells.
    """
    ends = [end for end in dead_ends(query, facts) if end.kind in KINDS]
    if not ends:
        return
    told = {end.node for end in to_blame(query, facts)}
    for end in ends:
        if end.node not in told:
            why = facts.series(query, end.node).why_empty
            reason = why.text if why is not None else "nothing can come of this"
            yield Finding(f"this is always empty: {reason}", query.at(end.span))
