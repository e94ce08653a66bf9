"""Dashboard variables → model: what they ask, and which label or values they offer."""

from __future__ import annotations

import re

from frontierkit.dataclass import dataclass
from frontierkit.loading.collected import Trail
from frontierkit.loading.dashboard_reader import DashboardReader, Table, text_of
from frontierkit.loading.dashboard_texts import texts_with_variables
from frontierkit.loading.datasource_kinds import (
    METRICSQL_TYPES,
    PROMQL,
    kind_of_datasource,
    language_of,
    product,
)
from frontierkit.loading.part_of_text import part
from frontierkit.loading.placeholders import is_template
from frontierkit.loading.places import Pointer
from frontierkit.model.dashboard import DatasourceReference, Variable
from frontierkit.model.location import Passage
from frontierkit.model.query import Query, Role

# As Grafana reads them. Each captures the PromQL, the label, or both.
_LABEL_VALUES = re.compile(
    r"\s*label_values\(\s*(?:(?P<expr>.+?)\s*,\s*)?(?P<label>\"[^\"]+\"|[a-zA-Z_$\[{][\w$:{}\[\]]*)\s*\)\s*",
    re.DOTALL,
)
_LABEL_NAMES = re.compile(r"\s*label_names\(\s*(?P<expr>.*?)\s*\)\s*", re.DOTALL)
_METRICS = re.compile(r"\s*metrics\((?P<pattern>.*)\)\s*", re.DOTALL)
_QUERY_RESULT = re.compile(r"\s*query_result\(\s*(?P<expr>.+?)\s*\)\s*", re.DOTALL)
_LOKI = re.compile(r"\s*label_(?:values|names)\(\s*\{?.*\|[=~].*\)\s*", re.DOTALL)
_CHOICE = re.compile(r"(?:\\,|[^,])+")
_PLAIN_VALUES = frozenset(("custom", "interval", "constant", "textbox"))
_LEFT_OUT = frozenset(("name", "type", "query", "definition", "current", "options", "regex"))


@dataclass(frozen=True, slots=True)
class _Question:
    """What a query variable asks: the function, the PromQL in it, the label."""

    function: str | None = None
    query: Query | None = None
    label: Passage | None = None


def lift_variables(
    reader: DashboardReader, dashboard: Table, pointer: Pointer, trail: Trail
) -> tuple[Variable, ...]:
    """Lift `templating.list`."""
    templating = reader.table(dashboard, "templating", pointer, trail)
    entries = list(reader.items(templating, "list", (*pointer, "templating"), trail))
    for data, _ in entries:
        if data.get("type") == "datasource":
            kind = text_of(data, "query")
            reader.kinds[f"${text_of(data, 'name')}"] = kind
    lifted = (_variable(reader, data, here, trail) for data, here in entries)
    return tuple(variable for variable in lifted if variable is not None)


def _variable(
    reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail
) -> Variable | None:
    name = reader.passage(data, "name", pointer, trail)
    if name is None:
        reader.malformed("a variable has no name", pointer, trail)
        return None
    trail = (*trail, f"variable {name.text}")
    kind = text_of(data, "type", "query")
    definition = _definition(reader, data, pointer, trail)
    datasource = reader.datasource(data, pointer, trail)
    question = _Question()
    if kind == "query" and definition is not None:
        question = _question(reader, definition, datasource)
    elif kind == "query" and isinstance(data.get("query"), dict):
        language = language_of(kind_of_datasource(datasource, reader.kinds), None)
        if language not in (None, PROMQL):
            _not_judged(reader, language or "")
    return Variable(
        name=Passage(name.text, name.place, trail),
        kind=kind,
        definition=definition,
        function=question.function,
        query=question.query,
        label=question.label,
        regex=reader.passage(data, "regex", pointer, trail),
        multi=data.get("multi") is True,
        include_all=data.get("includeAll") is True,
        all_value=reader.passage(data, "allValue", pointer, trail),
        values=_values(data, kind, definition),
        current=_current(data),
        datasource=datasource,
        refresh=reader.whole(data, "refresh"),
        sort=reader.whole(data, "sort"),
        hide=reader.whole(data, "hide") or 0,
        place=reader.places.place(pointer),
        texts=tuple(
            Passage(text, reader.places.place(here), trail)
            for text, here in texts_with_variables(data, pointer, _LEFT_OUT)
        ),
    )


def _definition(
    reader: DashboardReader, data: Table, pointer: Pointer, trail: Trail
) -> Passage | None:
    """Return what the variable asks; Grafana has kept it in three shapes."""
    query = data.get("query")
    here = (*pointer, "query")
    if isinstance(query, dict):
        for name in ("query", "expr"):
            text = query.get(name)
            if isinstance(text, str) and text:
                return Passage(text, reader.places.place((*here, name)), trail)
        return None
    if isinstance(query, str) and query:
        return Passage(query, reader.places.place(here), trail)
    definition = data.get("definition")
    if isinstance(definition, str) and definition:
        return Passage(definition, reader.places.place((*pointer, "definition")), trail)
    return Passage("", reader.places.place(here), trail) if isinstance(query, str) else None


def _question(
    reader: DashboardReader, definition: Passage, datasource: DatasourceReference | None
) -> _Question:
    kind = kind_of_datasource(datasource, reader.kinds)
    text = definition.text
    if kind in METRICSQL_TYPES:
        reader.metricsql = True
    language = language_of(kind, text)
    if language != PROMQL or _LOKI.fullmatch(text):
        _not_judged(reader, language if language not in (None, PROMQL) else "logql")
        return _Question()
    if is_template(text):
        reader.collected.not_judged("templated expression", "it is filled in later")
        return _Question()
    found = _LABEL_VALUES.fullmatch(text)
    if found is not None:
        label = part(definition, *found.span("label"))
        if label.text.startswith('"'):
            label = part(definition, found.start("label") + 1, found.end("label") - 1)
        return _Question("label_values", _query(reader, definition, found), label)
    for function, pattern in (("label_names", _LABEL_NAMES), ("query_result", _QUERY_RESULT)):
        found = pattern.fullmatch(text)
        if found is not None:
            return _Question(function, _query(reader, definition, found))
    if _METRICS.fullmatch(text):
        return _Question("metrics")
    if not text.strip():
        return _Question()
    return _Question(None, _add(reader, definition))


def _not_judged(reader: DashboardReader, language: str | None) -> None:
    what = f"{product(language or '')} variable".lstrip()
    reader.collected.not_judged(what, "only PromQL is judged")


def _query(reader: DashboardReader, definition: Passage, found: re.Match[str]) -> Query | None:
    if not found["expr"]:
        return None
    return _add(reader, part(definition, *found.span("expr")))


def _add(reader: DashboardReader, passage: Passage) -> Query:
    query = Query(passage, Role.VARIABLE)
    reader.queries.append(query)
    return query


def _values(data: Table, kind: str, definition: Passage | None) -> tuple[str, ...]:
    """Return the values that a variable offers without asking anybody."""
    if kind not in _PLAIN_VALUES:
        return ()
    text = definition.text if definition is not None else ""
    if kind in ("constant", "textbox"):
        return (text,) if text else ()
    choices = [choice.strip().replace("\\,", ",") for choice in _CHOICE.findall(text)]
    if kind == "custom":
        choices = [re.sub(r"^.+?\s:\s+", "", choice, count=1) for choice in choices]
    if choices or not isinstance(data.get("options"), list):
        return tuple(choice for choice in choices if choice)
    options = data["options"]
    assert isinstance(options, list)
    values = (option.get("value") for option in options if isinstance(option, dict))
    return tuple(v for v in values if isinstance(v, str) and v != "$__all")


def _current(data: Table) -> tuple[str, ...]:
    current = data.get("current")
    value = current.get("value") if isinstance(current, dict) else None
    values = value if isinstance(value, list) else [value]
    return tuple(item for item in values if isinstance(item, str))
