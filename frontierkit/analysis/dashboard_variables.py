"""Where a dashboard uses its variables, and which ones it can use."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Dashboard, Panel
from frontierkit.model.location import Passage
from frontierkit.model.query import Query
from frontierkit.promql.grafana import built_in
from frontierkit.promql.syntax import Syntax
from frontierkit.promql.variables import VariableUse, variables_in
from frontierkit.text import Span


@dataclass(frozen=True, slots=True)
class VariableMention:
    """A variable is named in `passage`, at `span`; `name` is without its format."""

    name: str
    passage: Passage
    span: Span


def defined_in(dashboard: Dashboard, name: str) -> bool:
    """Return whether the dashboard, its import or Grafana defines a variable."""
    if built_in(name) or name in dashboard.inputs:
        return True
    return any(variable.name.text == name for variable in dashboard.variables)


def mentions(dashboard: Dashboard, syntax: Callable[[Query], Syntax]) -> Iterator[VariableMention]:
    """Yield each variable that the dashboard names, once for each text that names it."""
    for query in dashboard.queries:
        yield from _once(query.passage, syntax(query).variables)
    for panel in dashboard.panels:
        yield from _panel(panel)
    for link in dashboard.links:
        yield from _in(link.url)
    for variable in dashboard.variables:
        if variable.query is None and variable.kind == "constant":
            yield from _in(variable.definition)
        yield from _in(variable.label)
    for annotation in dashboard.annotations:
        for text in annotation.texts:
            yield from _braced(text)


def _panel(panel: Panel) -> Iterator[VariableMention]:
    yield from _in(panel.title)
    if panel.repeat is not None and panel.repeat.text:
        span = Span(0, len(panel.repeat.text))
        yield VariableMention(panel.repeat.text.lstrip("$"), panel.repeat, span)
    for target in panel.targets:
        if target.query is not None:
            yield from _in(target.legend)
            yield from _in(target.interval)
    for link in panel.links:
        yield from _in(link.url)
    answers = {target.ref_id for target in panel.targets}
    for text in (panel.description, *panel.texts):
        # In an expression that Grafana evaluates, `${A}` is the answer to query A.
        yield from (mention for mention in _braced(text) if mention.name not in answers)


def _in(passage: Passage | None) -> Iterator[VariableMention]:
    if passage is not None and ("$" in passage.text or "[[" in passage.text):
        yield from _once(passage, variables_in(passage.text))


def _braced(passage: Passage | None) -> Iterator[VariableMention]:
    """Yield what is certainly a variable: `$` alone may stand for much in prose and in code."""
    for mention in _in(passage):
        if mention.passage.text[mention.span.start + 1 : mention.span.start + 2] in ("{", "["):
            yield mention


def _once(passage: Passage, uses: tuple[VariableUse, ...]) -> Iterator[VariableMention]:
    first = {use.name: use for use in reversed(uses)}
    for name, use in sorted(first.items(), key=lambda item: item[1].start):
        yield VariableMention(name, passage, Span(use.start, use.end))
