"""Finds variables whose values were asked for once, when the dashboard was saved."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Variable


@check("variable/never_refreshed", on=Variable, severity=Severity.WARNING, profile="strict")
def never_refreshed(variable: Variable, facts: Facts) -> Iterator[Finding]:
    """A variable asks for its values never again after the dashboard was saved.

    Instances that were added since are not among its values, and those that are gone still are.

    Bad:
        templating: {list: [{name: job, type: query, query: "label_values(job)", refresh: 0}]}

    Good:
        templating: {list: [{name: job, type: query, query: "label_values(job)", refresh: 2}]}
    """
    if variable.kind == "query" and variable.function is not None and variable.refresh == 0:
        yield Finding(
            f"the values of `{variable.name}` are never asked for again",
            variable.name.at(),
            "set `refresh` to 2, with the time range, or to 1, when the dashboard loads",
        )
