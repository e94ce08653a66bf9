"""Finds labels that are read after an operation took them away."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.missing_matchers import missing_matchers
from frontierkit.analysis.reasons import name_span
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Label
from frontierkit.model.project import Project
from frontierkit.model.query import Query


@check("label/lost", on=Project, severity=Severity.ERROR)
def lost(project: Project, facts: Facts) -> Iterator[Finding]:
    """A label is read after an aggregation or a join took it away.

    The legend shows nothing in its place, the annotation says "on instance  ", `by` groups by
    nothing, and what is matched by it matches nothing.

    Bad:
        expr: sum by (path) (rate(requests_total[5m]))
        legend: "{{path}} {{code}}"

    Good:
        expr: sum by (path, code) (rate(requests_total[5m]))
        legend: "{{path}} {{code}}"

    Except: a label that one branch of an `or` still has, and legends of tables and of hidden
    queries, which nobody sees.
    """
    for missing in facts.missing_labels:
        taken = missing.lost_at
        if taken is not None and missing.label.why is not None:
            why = missing.label.why.text
            yield Finding(
                f"{missing.reader} reads `{missing.name}`, which is lost before: {why}",
                missing.at,
                f"keep `{missing.name}` there, or do without it here",
                (Related(why, taken),),
            )
    for query in facts.each(Query):
        yield from _matchers(query, facts)


def _matchers(query: Query, facts: Facts) -> Iterator[Finding]:
    """Yield the matchers on labels that a recording rule does not record."""
    for missing in missing_matchers(query, facts):
        why = missing.label.why
        if _recorded(missing.label) and why is not None and why.passage is not None:
            name = missing.matcher.name
            yield Finding(
                f"`{missing.selector.name}` is recorded without `{name}`: {why.text}",
                query.at(name_span(missing.matcher)),
                f"keep `{name}` in the rule, or do without it here",
                (Related(why.text, why.passage.at(why.span)),),
            )


def _recorded(label: Label) -> bool:
    return label.why is not None and label.why.passage is not None and label.why.span is not None
