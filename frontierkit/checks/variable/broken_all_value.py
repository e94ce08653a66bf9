"""Finds values of All that Prometheus does not read."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.location import Location, Passage
from frontierkit.promql.nodes import Matcher
from frontierkit.promql.variables import variables_in
from frontierkit.regex import RegexError, compile_re2
from frontierkit.text import Span


@check("variable/broken_all_value", on=Dashboard, severity=Severity.ERROR)
def broken_all_value(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """All stands for a text that is no regex, in a matcher that wants one.

    Grafana writes the value of All into the query as it is. `*` is no regex: whoever chooses All,
    which most dashboards begin with, sees errors instead of panels.

    Bad:
        dashboard:
          panels: [{expr: 'up{job=~"$job"}'}]
          templating:
            list: [{name: job, type: textbox, includeAll: true, allValue: "*"}]

    Good:
        dashboard:
          panels: [{expr: 'up{job=~"$job"}'}]
          templating:
            list: [{name: job, type: textbox, includeAll: true, allValue: ".*"}]
    """
    for variable in dashboard.variables:
        text = variable.all_value
        problem = _problem(text) if variable.include_all else None
        if text is None or problem is None:
            continue
        use = next(_uses(dashboard, variable, facts), None)
        if use is not None:
            yield Finding(
                f"All of `{variable.name}` is no regex: {problem.message}",
                text.at(Span(problem.start, problem.end)),
                "for everything write `.*`, or `.+` to leave out what lacks the label",
                (Related("a regex is wanted here", use),),
            )


def _problem(text: Passage | None) -> RegexError | None:
    if text is None or not text.text or variables_in(text.text):
        return None
    try:
        compile_re2(text.text)
    except RegexError as error:
        return error if error.start < error.end <= len(text.text) else None
    return None


def _uses(dashboard: Dashboard, variable: Variable, facts: Facts) -> Iterator[Location]:
    """Yield where a matcher is a regex of nothing but the variable."""
    for query in dashboard.queries:
        for node in facts.syntax(query).nodes:
            if isinstance(node, Matcher) and node.op in ("=~", "!~") and node.value is not None:
                uses = variables_in(node.value)
                if len(uses) == 1 and uses[0][:2] == (variable.name.text, node.value):
                    yield query.at(Span(node.value_start, node.value_end))
