"""Finds labels that a metric never carries."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.missing_labels import MissingLabel
from frontierkit.analysis.missing_matchers import MissingMatcher, missing_matchers
from frontierkit.analysis.reasons import name_span
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.text import closest, listed


@check("label/unknown", on=Project, severity=Severity.ERROR)
def unknown(project: Project, facts: Facts) -> Iterator[Finding]:
    """A query, legend, template or variable names a label that the metric never carries.

    Prometheus treats a missing label as empty: a matcher then lets nothing through and the panel is
    silently blank, a grouping puts everything into one group, and a legend shows nothing.

    Bad:
        sum by (route) (rate(requests_total[5m]))

    Good:
        sum by (path) (rate(requests_total[5m]))

    Except: a matcher that also admits series without the label, as `x!="a"` and `x=~".*"`.
    """
    for missing in facts.missing_labels:
        if missing.lost_at is None:
            yield _reader(missing, facts)
    for query in facts.each(Query):
        for matcher in missing_matchers(query, facts):
            if matcher.label.why is None or matcher.label.why.span is None:
                yield _matcher(matcher, query)


def _matcher(missing: MissingMatcher, query: Query) -> Finding:
    name = missing.matcher.name
    possible = {n for source in missing.selector.sources for n in source.whole.labels.possible()}
    metric = f"`{missing.selector.name}`" if missing.selector.name else "what is selected"
    return Finding(
        f"{metric} has no label `{name}`",
        query.at(name_span(missing.matcher)),
        _help(name, possible),
    )


def _reader(missing: MissingLabel, facts: Facts) -> Finding:
    series = missing.use.operand if missing.use is not None else facts.series(missing.query)
    help = _help(missing.name, set(series.labels.possible()))
    if missing.use is not None:
        message = f"{missing.reader} names `{missing.name}`, which no series there has"
        return Finding(message, missing.at, help)
    message = f"{missing.reader} reads `{missing.name}`, which the result of the query never has"
    return Finding(message, missing.at, help, (Related("the query", missing.query.at()),))


def _help(name: str, possible: set[str]) -> str:
    meant = closest(name, possible)
    if meant is not None:
        return f"did you mean `{meant}`?"
    return f"it has {listed(sorted(possible))}" if possible else "it has no labels"
