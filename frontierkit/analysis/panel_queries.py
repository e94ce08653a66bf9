"""How the queries of a panel refer to each other, and what else refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Panel, Target, Transformation
from frontierkit.model.location import Location, Passage
from frontierkit.text import Span

_IN_FORMULA = re.compile(r"\$(?:\{(?P<braced>\w+)\}|(?P<plain>\w+))")


@dataclass(frozen=True, slots=True)
class QueryUse:
    """Something of a panel refers to the query `ref_id`: at `at`, as `by` says in words."""

    ref_id: str
    at: Location
    by: str


def is_expression(target: Target) -> bool:
    """Return whether Grafana computes a target itself, from other queries."""
    return target.language == "expression" and target.expression is not None


def query_uses(panel: Panel) -> Iterator[QueryUse]:
    """Yield each place where an expression or a transformation needs a query of its panel."""
    for target in panel.targets:
        if is_expression(target) and target.expression is not None:
            yield from _in_expression(target.expression)
    for step in panel.transformations:
        if not step.disabled:
            yield from _in_transformation(step, panel)


def _in_expression(expression: Passage) -> Iterator[QueryUse]:
    """Yield the queries of a formula, or the one that is named alone."""
    text = expression.text.strip()
    if re.fullmatch(r"\w+", text) and not text.isdigit():
        yield QueryUse(text, expression.find(text), "an expression")
    for found in _IN_FORMULA.finditer(expression.text):
        name = found["braced"] or found["plain"]
        yield QueryUse(name, expression.at(Span(*found.span())), "an expression")


def _in_transformation(step: Transformation, panel: Panel) -> Iterator[QueryUse]:
    name = step.options.get("configRefId")
    if isinstance(name, str) and name:
        place = Location(step.place, panel.trail, name, Span(0, len(name)))
        yield QueryUse(name, place, f"the transformation `{step.kind}`")


def transformations_name(panel: Panel, ref_id: str) -> bool:
    """Return whether a transformation may mean a query, wherever it says so."""
    word = re.compile(rf"\b{re.escape(ref_id)}\b")
    options = (str(step.options) for step in panel.transformations)
    return any(word.search(text) for text in options)
