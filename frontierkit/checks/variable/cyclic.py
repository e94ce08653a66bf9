"""Finds variables that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.records import cycles
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.location import Location
from frontierkit.promql.variables import variables_in
from frontierkit.text import Span, listed


@check("variable/cyclic", on=Dashboard, severity=Severity.ERROR)
def cyclic(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """Variables ask for each other's values in a circle.

    Each waits until the other has a value: the dashboard never finishes loading.

    Bad:
        templating:
          list:
            - {name: job, type: query, query: 'label_values(up{instance=~"$instance"}, job)'}
            - {name: instance, type: query, query: 'label_values(up{job=~"$job"}, instance)'}

    Good:
        templating:
          list:
            - {name: job, type: query, query: 'label_values(up, job)'}
            - {name: instance, type: query, query: 'label_values(up{job=~"$job"}, instance)'}

    Except: a variable that narrows itself down, which waits for nobody.
    """
    by_name = {variable.name.text: variable for variable in dashboard.variables}
    graph = {name: frozenset(_needs(v)) & by_name.keys() - {name} for name, v in by_name.items()}
    for names in cycles(graph):
        places = [_place(by_name[name], names) for name in by_name if name in names]
        first, *rest = places
        yield Finding(
            f"the variables {listed(names)} wait for each other",
            first,
            "let one of them ask without the other",
            tuple(Related("and here it comes round", place) for place in rest),
        )


def _needs(variable: Variable) -> Iterator[str]:
    """Yield the variables that must have a value before this one asks for its own."""
    if variable.kind == "query" and variable.definition is not None:
        yield from (use.name for use in variables_in(variable.definition.text))


def _place(variable: Variable, names: tuple[str, ...]) -> Location:
    """Return where a variable names one of the circle first."""
    assert variable.definition is not None
    text = variable.definition.text
    own = variable.name.text
    use = next(use for use in variables_in(text) if use.name in names and use.name != own)
    return variable.definition.at(Span(use.start, use.end))
