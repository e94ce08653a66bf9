"""Finds variables that a dashboard uses and nobody defines."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.dashboard_variables import defined_in, mentions
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.text import closest


@check("dashboard/unknown_variable", on=Dashboard, severity=Severity.ERROR)
def unknown_variable(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """A dashboard uses a variable that neither it nor Grafana defines.

    Grafana leaves the name as it stands: `{job="$jbo"}` asks for the job that is called `$jbo`, and
    the panel stays empty; a `$rate_interval` that nobody defines makes the query an error.

    Bad:
        panels: [{expr: 'up{job="$jbo"}'}]

    Good:
        dashboard:
          panels: [{expr: 'up{job="$job"}'}]
          templating: {list: [{name: job, type: textbox}]}

    Except: variables that Grafana itself defines, as `$__rate_interval`, and what `__inputs`
    declares for the import.
    """
    for mention in mentions(dashboard, facts.syntax):
        if not defined_in(dashboard, mention.name):
            defined = [variable.name.text for variable in dashboard.variables]
            meant = closest(mention.name, (*defined, "__interval", "__rate_interval", "__range"))
            yield Finding(
                f"nothing defines the variable `{mention.name}`",
                mention.passage.at(mention.span),
                f"did you mean `${meant}`?" if meant else "add it to the dashboard's variables",
            )
