"""Finds queries that take a variable of several values for one."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.several_values import SeveralAsOne
from frontierkit.analysis.several_values import several_as_one as found_in
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Fix, Severity
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.promql.nodes import Matcher
from frontierkit.text import Span


@check("variable/several_as_one", on=Dashboard, severity=Severity.ERROR)
def several_as_one(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A query takes a variable for one value that can hold several, or All.

    Grafana writes several values as `(a|b)`. Compared with `=`, that is a name which nothing has:
    the panel is empty as soon as somebody chooses two values or All. Where a metric or a label is
    named, it is no PromQL at all.

    Bad:
        dashboard:
          panels: [{expr: 'up{job="$job"}'}]
          templating: {list: [{name: job, type: query, query: "label_values(job)", multi: true}]}

    Good:
        dashboard:
          panels: [{expr: 'up{job=~"$job"}'}]
          templating: {list: [{name: job, type: query, query: "label_values(job)", multi: true}]}

    Except: in a panel or row that is repeated for the variable it has one value.
    """
    seen: set[tuple[object, str]] = set()
    for place in found_in(dashboard, facts):
        key = (place.query, place.use.name)
        if key not in seen:
            seen.add(key)
            yield _finding(place)


def _finding(place: SeveralAsOne) -> Finding:
    return _named(place) if place.matcher is None else _compared(place, place.matcher)


def _named(place: SeveralAsOne) -> Finding:
    name, kind = place.use.name, place.use.place
    what = {"label list": "list of labels", "name": "name of a label"}.get(kind, kind)
    return Finding(
        f"`{name}` can be {_choices(place.variable)}, written as `(a|b)`: that is no {what}",
        place.query.at(Span(place.use.start, place.use.end)),
        f"write `${{{name}:csv}}`" if kind == "label list" else "let the variable have one value",
    )


def _compared(place: SeveralAsOne, matcher: Matcher) -> Finding:
    regex = "=~" if matcher.op == "=" else "!~"
    return Finding(
        f"`{place.use.name}` can be {_choices(place.variable)}, and `{matcher.op}` compares"
        f" `{matcher.name}` with one",
        place.query.at(Span(place.use.start, place.use.end)),
        f"compare with `{regex}`, or let the variable have one value",
        fix=_fix(place, matcher, regex),
    )


def _choices(variable: Variable) -> str:
    if variable.multi and variable.include_all:
        return "several values, or All"
    return "several values" if variable.multi else "All"


def _fix(place: SeveralAsOne, matcher: Matcher, regex: str) -> Fix | None:
    """Return the repair, where the value is nothing but the variable."""
    between = place.query.text[matcher.name_end : matcher.value_start]
    if matcher.value_end - matcher.value_start != len(place.use.text) + 2:
        return None
    start = matcher.name_end + between.index(matcher.op or "")
    span = Span(start, start + len(matcher.op or ""))
    return Fix(f"compare with `{regex}`", place.query.at(), span, regex)
