"""Finds filters of variables that are no regex."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Variable
from frontierkit.promql.variables import variables_in
from frontierkit.regex.javascript import refused_by_grafana
from frontierkit.text import Span


@check("variable/broken_regex", on=Variable, severity=Severity.ERROR)
def broken_regex(variable: Variable, facts: Facts) -> Iterator[Finding]:
    """The filter of a variable is no regex that a browser can compile.

    Grafana stops with an error, and the variable has no values. The filter is JavaScript, other
    than the regexes of Prometheus: `/.*prod.*/i`, and no `(?i)`.

    Bad:
        templating:
          list: [{name: job, type: query, query: "label_values(up, job)", regex: "/*prod/"}]

    Good:
        templating:
          list: [{name: job, type: query, query: "label_values(up, job)", regex: "/.*prod/"}]
    """
    regex = variable.regex
    if regex is None or variable.kind not in ("query", "datasource") or variables_in(regex.text):
        return
    problem = refused_by_grafana(regex.text)
    if problem is not None:
        yield Finding(
            f"Grafana cannot filter `{variable.name}` by this regex: {problem.message}",
            regex.at(Span(problem.start, problem.end)),
            "write it as JavaScript does: `/pattern/`, or `/pattern/i` for any case",
        )
