"""Finds rates over windows that shrink to a single sample."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.canonical import bare
from frontierkit.analysis.dialects import judged_as_promql
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.sampling import NEEDS_TWO
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Fix, Severity
from frontierkit.model.dashboard import Panel
from frontierkit.model.location import Passage
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call, Duration, Matrix
from frontierkit.text import Span

STEP = ("$__interval", "${__interval}", "[[__interval]]")


@check("panel/step_as_window", on=Panel, severity=Severity.WARNING)
def step_as_window(panel: Panel, facts: Facts) -> Iterator[Finding]:
    """A rate is taken over `$__interval`, the distance between two points of the graph.

    Zoomed in, that is as long as the time between two scrapes. `rate` needs two samples and finds
    one: the graph has gaps, or nothing at all. `$__rate_interval` is never shorter than four
    scrapes.

    Bad:
        expr: rate(requests_total[$__interval])

    Good:
        expr: rate(requests_total[$__rate_interval])

    Except: panels and queries that set a least step of their own, and datasources that are set to
    a scrape interval of several scrapes.
    """
    for target in panel.targets:
        if target.query is not None and not _set(panel.interval) and not _set(target.interval):
            yield from _findings(target.query, facts)


def _set(interval: Passage | None) -> bool:
    return interval is not None and bool(interval.text.strip())


def _findings(query: Query, facts: Facts) -> Iterator[Finding]:
    if not judged_as_promql(query, facts):
        return  # VictoriaMetrics also looks at the sample before the window
    for node in sorted(facts.syntax(query).nodes, key=lambda node: node.start):
        if isinstance(node, Call) and node.name in NEEDS_TWO:
            for window in _windows(node):
                span = Span(window.start, window.end)
                yield Finding(
                    f"`{node.name}` needs two samples, and `{window.text}` can be as short as the"
                    " time between two",
                    query.at(span),
                    "write `$__rate_interval`, which is never shorter than four scrapes",
                    fix=Fix("take the rate's own interval", query.at(), span, "$__rate_interval"),
                )
                return


def _windows(call: Call) -> Iterator[Duration]:
    for argument in call.args:
        matrix = bare(argument)
        if isinstance(matrix, Matrix) and matrix.range.text in STEP:
            yield matrix.range
