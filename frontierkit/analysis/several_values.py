"""Where a query takes a variable of several values for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.variable_values import ALL
from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Dashboard, Panel, Variable
from frontierkit.model.query import Query
from frontierkit.promql import nodes as n
from frontierkit.promql.variables import VariableUse, variables_in

_ONE_NAME = frozenset(("metric", "name", "duration", "label list"))
"""Places of an expression that take a name or a duration rather than a regex."""
_SEPARATED = (":csv}", ":raw}", ":csv]]", ":raw]]")
"""Formats that write several values with commas between them, as a list of labels has."""


@dataclass(frozen=True, slots=True)
class SeveralAsOne:
    """`use` is where a query takes one value; `matcher` the matcher it is in, if it is in one."""

    variable: Variable
    query: Query
    use: VariableUse
    matcher: n.Matcher | None


def several_as_one(dashboard: Dashboard, facts: Facts) -> Iterator[SeveralAsOne]:
    """Yield each place where choosing two values, or All, leaves a query without a result."""
    several = {v.name.text: v for v in dashboard.variables if _several(v, dashboard, facts)}
    if not several:
        return
    fixed = repeated_by(dashboard)
    for query in dashboard.queries:
        for use, matcher in _single_uses(query, facts):
            variable = several.get(use.name)
            if variable is not None and use.name not in fixed.get(query, frozenset()):
                yield SeveralAsOne(variable, query, use, matcher)


def repeated_by(dashboard: Dashboard) -> Mapping[Query, frozenset[str]]:
    """Return the variables that have one value in a query, since its panel or row repeats."""
    return {
        target.query: repeats
        for panel in dashboard.panels
        if (repeats := frozenset(_repeats(panel)))
        for target in panel.targets
        if target.query is not None
    }


def _repeats(panel: Panel) -> Iterator[str]:
    for holder in (panel, panel.row):
        if holder is not None and holder.repeat is not None:
            yield holder.repeat.text.lstrip("$")


def _several(variable: Variable, dashboard: Dashboard, facts: Facts) -> bool:
    """Return whether a user can make a variable hold more than one value."""
    if not (variable.multi or variable.include_all):
        return False
    hidden = variable.hide == 2
    if hidden and len(variable.current) == 1 and variable.current[0] not in ALL:
        return False
    values = facts.variable_values(dashboard, variable.name.text)
    return values is None or values.finite is None or len(values.finite) > 1


def _single_uses(query: Query, facts: Facts) -> Iterator[tuple[VariableUse, n.Matcher | None]]:
    """Yield the variables where the text takes one value, whatever they hold."""
    syntax = facts.syntax(query)
    for use in syntax.variables:
        separated = use.place == "label list" and use.text.endswith(_SEPARATED)
        if use.place in _ONE_NAME and not separated:
            yield use, None
    for node in syntax.nodes:
        if isinstance(node, n.Matcher) and node.op in ("=", "!="):
            written = query.text[node.value_start : node.value_end]
            for use in variables_in(written):
                start = node.value_start + use.start
                yield use._replace(start=start, end=start + len(use.text)), node
