"""Finds choices of a variable that are no durations, where a query needs one."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dialects import judged_as_promql
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.location import Location
from frontierkit.promql.literals import LiteralError, duration
from frontierkit.promql.nodes import Duration
from frontierkit.text import Span, listed


@check("variable/no_duration", on=Dashboard, severity=Severity.ERROR)
def no_duration(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A variable that is used as a duration offers something else.

    With that choice the query is no PromQL, and the panel is an error. Prometheus writes durations
    as `5m`, `1h30m` or `1d`; `auto` is known to variables of the type interval alone.

    Bad:
        dashboard:
          panels: [{expr: 'rate(requests_total[$window])'}]
          templating: {list: [{name: window, type: custom, query: "1m,5min"}]}

    Good:
        dashboard:
          panels: [{expr: 'rate(requests_total[$window])'}]
          templating: {list: [{name: window, type: custom, query: "1m,5m"}]}
    """
    if not all(judged_as_promql(query, facts) for query in dashboard.queries):
        return
    for variable in dashboard.variables:
        wrong = _wrong(variable)
        use = next(_uses(dashboard, variable, facts), None) if wrong else None
        if use is not None and variable.definition is not None:
            yield Finding(
                f"`{variable.name}` offers {listed(wrong)}, and a query needs a duration",
                variable.definition.find(wrong[0]),
                "write durations as Prometheus does: `30s`, `5m`, `1h30m`, `1d`",
                (Related("it is used here", use),),
            )


def _wrong(variable: Variable) -> list[str]:
    """Return the values that are certainly no durations."""
    if variable.kind not in ("custom", "interval", "constant"):
        return []
    offered = [value for value in variable.values if "$" not in value and "[[" not in value]
    known = ("auto",) if variable.kind == "interval" else ()
    return [value for value in offered if value not in known and not _is_duration(value)]


def _is_duration(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        pass
    else:
        return True  # a number of seconds, as Prometheus 3 takes it
    try:
        duration(text)
    except LiteralError:
        return False
    return True


def _uses(dashboard: Dashboard, variable: Variable, facts: Facts) -> Iterator[Location]:
    """Yield each duration of a query that is nothing but the variable."""
    for query in dashboard.queries:
        for node in facts.syntax(query).nodes:
            if isinstance(node, Duration) and node.text in _spellings(variable.name.text):
                yield query.at(Span(node.start, node.end))


def _spellings(name: str) -> tuple[str, ...]:
    return f"${name}", f"${{{name}}}", f"[[{name}]]"
