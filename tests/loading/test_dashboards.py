"""Dashboards of every age become the model, and no shape makes the lift fail."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontierkit.loading.collected import Collected
from frontierkit.loading.dashboards import lift_dashboard
from frontierkit.loading.json_text import read_json
from frontierkit.loading.source_text import SourceText
from frontierkit.model.dashboard import Dashboard, Panel, Target, Variable
from frontierkit.model.query import Role

PROMETHEUS = {"type": "prometheus", "uid": "prom"}


def lift(data: dict[str, Any]) -> tuple[Dashboard, Collected]:
    collected = Collected()
    document = read_json(SourceText("board.json", json.dumps(data, indent=1)))
    assert isinstance(document.data, dict)
    return lift_dashboard(document.data, document, collected), collected


def panel(**fields: Any) -> Panel:
    dashboard, collected = lift({"title": "t", "panels": [{"type": "timeseries", **fields}]})
    assert not collected.diagnostics
    return dashboard.panels[0]


def target(**fields: Any) -> Target:
    return panel(targets=[fields]).targets[0]


def variable(**fields: Any) -> Variable:
    dashboard, collected = lift({"templating": {"list": [{"name": "v", **fields}]}})
    assert not collected.diagnostics
    return dashboard.variables[0]


def test_a_query_knows_its_text_place_trail_and_owner() -> None:
    data = {
        "title": "Engines",
        "panels": [
            {"title": "Requests", "targets": [{"refId": "A", "expr": 'rate(a{b="c"}[5m])'}]}
        ],
    }

    dashboard, _ = lift(data)

    (query,) = dashboard.queries
    assert (query.text, query.role) == ('rate(a{b="c"}[5m])', Role.PANEL)
    assert query.trail == ("dashboard Engines", "panel Requests", "query A")
    assert query.owner is dashboard
    lines = json.dumps(data, indent=1).splitlines()
    line, column = query.passage.place.position(query.text.index("c"))
    assert lines[line - 1][column - 1 :].startswith('c\\"}')


def test_panels_after_an_open_row_and_inside_a_closed_one_belong_to_it() -> None:
    dashboard, _ = lift(
        {
            "panels": [
                {"title": "first"},
                {"type": "row", "title": "open", "panels": []},
                {"title": "second"},
                {"type": "row", "title": "closed", "collapsed": True, "panels": [{"title": "in"}]},
            ]
        }
    )

    rows = [(str(p.title), str(p.row.title) if p.row else None) for p in dashboard.panels]
    assert rows == [
        ("first", None), ("open", None), ("second", "open"), ("closed", None), ("in", "closed"),
    ]  # fmt: skip


def test_rows_from_before_grafana_5() -> None:
    dashboard, _ = lift(
        {
            "rows": [
                {"title": "r", "repeat": "host", "collapse": True,
                 "panels": [{"title": "p", "type": "graph", "datasource": "${DS}",
                             "yaxes": [{"format": "bytes", "min": 0}],
                             "targets": [{"expr": "up"}]}]}
            ]
        }
    )  # fmt: skip

    row, graph = dashboard.panels
    assert (row.kind, str(row.repeat), row.collapsed) == ("row", "host", True)
    assert graph.row is row
    assert (str(graph.unit), graph.minimum) == ("bytes", 0)
    assert graph.datasource is not None and graph.datasource.by_name
    assert [query.text for query in dashboard.queries] == ["up"]


@pytest.mark.parametrize(
    ("of_panel", "of_target", "expr", "language"),
    [
        (None, None, "up", "promql"),
        (PROMETHEUS, None, "up", "promql"),
        ({"type": "loki", "uid": "l"}, None, "{a='b'}", "logql"),
        (None, None, '{app="x"} |= "error"', "logql"),
        ("Loki", None, "up", "logql"),
        ({"uid": "-- Mixed --"}, {"type": "loki"}, "{a='b'}", "logql"),
        ({"type": "datasource", "uid": "-- Mixed --"}, PROMETHEUS, "up", "promql"),
        ({"uid": "-- Dashboard --"}, None, None, "grafana"),
        (PROMETHEUS, {"type": "__expr__", "uid": "__expr__"}, None, "expression"),
        ({"uid": "$logs"}, None, "up", "logql"),
        ("${metrics}", None, "up", "promql"),
        ("$unknown", None, "up", "promql"),
        ({"type": "grafana-postgresql-datasource"}, None, None, "grafana-postgresql-datasource"),
    ],
)
def test_the_datasource_tells_the_language(
    of_panel: object, of_target: object, expr: str | None, language: str
) -> None:
    sources = [
        {"name": "logs", "type": "datasource", "query": "loki"},
        {"name": "metrics", "type": "datasource", "query": "prometheus"},
    ]
    query = {"refId": "A", "datasource": of_target, **({"expr": expr} if expr else {})}

    dashboard, _ = lift(
        {"templating": {"list": sources}, "panels": [{"datasource": of_panel, "targets": [query]}]}
    )

    assert dashboard.panels[0].targets[0].language == language
    assert bool(dashboard.queries) is (language == "promql")


def test_what_is_no_promql_is_counted() -> None:
    _, collected = lift(
        {"panels": [{"datasource": {"type": "loki"}, "targets": [{"expr": "{}"}, {"expr": "{}"}]}]}
    )

    assert collected.gaps == {("Loki query", "only PromQL is judged"): 2}


def test_victoriametrics_makes_the_dashboard_speak_metricsql() -> None:
    source = {"type": "victoriametrics-metrics-datasource", "uid": "vm"}

    dashboard, _ = lift({"panels": [{"datasource": source, "targets": [{"expr": "up"}]}]})

    assert dashboard.metricsql
    assert len(dashboard.queries) == 1


@pytest.mark.parametrize(
    ("definition", "function", "expr", "label"),
    [
        ("label_values(up, job)", "label_values", "up", "job"),
        ('label_values(up{a="b,c", d=~"$x"}, job)', "label_values", 'up{a="b,c", d=~"$x"}', "job"),
        ("label_values(job)", "label_values", None, "job"),
        ('label_values(up, "service.name")', "label_values", "up", "service.name"),
        ("label_values(up, $label)", "label_values", "up", "$label"),
        ("query_result(topk(5, sum by (a) (b)))", "query_result", "topk(5, sum by (a) (b))", None),
        ("label_names()", "label_names", None, None),
        ("metrics(node_.*)", "metrics", None, None),
        ("up{a='b'}", None, "up{a='b'}", None),
        ("", None, None, None),
    ],
)
@pytest.mark.parametrize("shape", ["text", "object", "definition"])
def test_a_query_variable_is_taken_apart(
    definition: str, function: str | None, expr: str | None, label: str | None, shape: str
) -> None:
    fields: dict[str, Any] = {"type": "query", "query": definition}
    if shape == "object":
        fields["query"] = {"query": definition, "refId": "x", "qryType": 1}
    elif shape == "definition":
        fields = {"type": "query", "definition": definition}

    found = variable(**fields)

    assert found.function == function
    assert (found.query.text if found.query else None) == expr
    assert (found.label.text if found.label else None) == label


def test_a_part_of_a_variable_has_its_own_place() -> None:
    found = variable(type="query", query='label_values(up{a="b"}, job)')

    assert found.definition is not None and found.label is not None and found.query is not None
    start = found.definition.place.position(0)
    assert found.query.at().position == (start.line, start.column + len("label_values("))
    assert found.label.at().position.column > start.column + len('label_values(up{a="b"}, ')


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ({"type": "custom", "query": r"a, b\,c ,Three : 3"}, ("a", "b,c", "3")),
        ({"type": "interval", "query": "1m,5m"}, ("1m", "5m")),
        ({"type": "constant", "query": "x,y"}, ("x,y",)),
        ({"type": "custom", "query": "", "options": [{"value": "$__all"}, {"value": "a"}]}, ("a",)),
        ({"type": "datasource", "query": "prometheus"}, ()),
    ],
)
def test_values_that_need_nobody_to_ask(fields: dict[str, Any], values: tuple[str, ...]) -> None:
    assert variable(**fields).values == values


def test_the_settings_of_a_variable() -> None:
    found = variable(
        type="query",
        query="label_values(job)",
        regex="/$other/",
        multi=True,
        includeAll=True,
        allValue=".+",
        current={"value": ["a", "b"]},
        refresh=2,
        sort=1,
        hide=2,
        datasource={"uid": "$ds"},
        label="Jobs of $other",
    )

    assert (found.multi, found.include_all, str(found.all_value)) == (True, True, ".+")
    assert (found.current, found.refresh, found.sort, found.hide) == (("a", "b"), 2, 1, 2)
    assert str(found.regex) == "/$other/"
    assert sorted(text.text for text in found.texts) == ["$ds", "Jobs of $other"]


def test_how_a_panel_shows_its_fields() -> None:
    found = panel(
        id=7,
        gridPos={"x": 0, "y": 1, "w": 12, "h": 8},
        fieldConfig={
            "defaults": {
                "unit": "s", "min": 0, "max": "10", "decimals": 1,
                "custom": {"stacking": {"mode": "normal"}},
                "thresholds": {"mode": "absolute", "steps": [
                    {"value": None, "color": "green"}, {"value": 80, "color": "red"}]},
                "mappings": [{"type": "value", "options": {"0": {"text": "down"}}}],
                "links": [{"title": "l", "url": "/d/x?var-job=${job}"}],
            },
            "overrides": [{"matcher": {"id": "byName", "options": "p99"},
                           "properties": [{"id": "unit", "value": "ms"}]}],
        },
        transformations=[
            {"id": "organize", "options": {"renameByName": {"Value #A": "A"}}},
            {"id": "filterByValue", "disabled": True, "options": {"filters": [{"fieldName": "f"}]}},
            {"id": "unheardOf", "options": {"x": 1}},
        ],
    )  # fmt: skip

    assert found.grid is not None and (found.grid.w, found.grid.h) == (12, 8)
    assert (str(found.unit), found.minimum, found.maximum, found.decimals) == ("s", 0, 10, 1)
    assert [(step.value, step.color) for step in found.thresholds] == [(None, "green"), (80, "red")]
    assert (found.threshold_mode, found.stacking) == ("absolute", "normal")
    assert [value.text for value in found.mapped_values] == ["0"]
    (override,) = found.overrides
    assert (override.matcher, str(override.option)) == ("byName", "p99")
    assert override.properties == {"unit": "ms"}
    assert [[f.text for f in t.fields] for t in found.transformations] == [["Value #A"], ["f"], []]
    assert [t.disabled for t in found.transformations] == [False, True, False]
    assert [str(link.url) for link in found.links] == ["/d/x?var-job=${job}"]


def test_every_use_of_a_variable_is_among_the_texts() -> None:
    found = panel(
        options={"content": "for $a", "nested": [{"deep": ["[[b]]"]}]},
        targets=[{"expr": "up{x='$c'}", "legendFormat": "$d", "interval": "$e", "extra": "$f"}],
        fieldConfig={"overrides": [{"matcher": {"options": "$g"}}]},
        maxDataPoints="$h",
        static="nothing",
    )

    assert sorted(text.text for text in found.texts) == ["$f", "$g", "$h", "[[b]]", "for $a"]


def test_a_dashboard_knows_which_variables_it_mentions() -> None:
    dashboard, _ = lift(
        {
            "panels": [
                {"title": "$plain and ${curly:csv} and [[square]]", "repeat": "rows",
                 "links": [{"url": "/d/x?var-passed=1&${other:queryparam}"}]}
            ]
        }
    )  # fmt: skip

    names = ["plain", "curly", "square", "rows", "passed", "other", "pla", "curl", "row", "x"]
    assert [name for name in names if dashboard.mentions(name)] == names[:6]


def test_annotations_and_links() -> None:
    dashboard, _ = lift(
        {
            "annotations": {
                "list": [
                    {"name": "deploys", "expr": "changes(up[5m]) > 0", "titleFormat": "$job"},
                    {"name": "old", "datasource": {"type": "loki"}, "expr": "{}"},
                    {"name": "new", "target": {"expr": "ALERTS"}},
                    {"builtIn": 1, "datasource": {"uid": "-- Grafana --"}, "name": "Alerts"},
                ]
            },
            "links": [{"type": "dashboards", "tags": ["llm"], "title": "others"}],
        }
    )

    assert [query.text for query in dashboard.queries] == ["changes(up[5m]) > 0", "ALERTS"]
    assert [text.text for text in dashboard.annotations[0].texts] == ["$job"]
    assert [(link.kind, link.tags[0].text) for link in dashboard.links] == [("dashboards", "llm")]


def test_placeholders_of_other_engines_are_counted_not_judged() -> None:
    data = {"panels": [{"targets": [{"expr": "up > {{ .Values.limit }}"}, {"expr": "$$$x$$$"}]}]}

    dashboard, collected = lift(data)

    assert dashboard.queries == ()
    assert collected.gaps == {("templated expression", "it is filled in later"): 2}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"panels": "x"}, "`panels` is a list, not a text"),
        ({"panels": ["x"]}, "an entry of `panels` is an object, not a text"),
        ({"panels": [{"targets": {"a": 1}}]}, "`targets` is a list, not an object"),
        ({"panels": [{"targets": [{"expr": 5}]}]}, "`expr` is a text, not a number"),
        ({"panels": [{"gridPos": {"w": "12"}}]}, "`w` is a number, not a text"),
        ({"panels": [{"datasource": 5}]}, "`datasource` is a text or an object, not a number"),
        ({"panels": [{"title": ["x"]}]}, "`title` is a text, not a list"),
        ({"templating": {"list": [{}]}}, "a variable has no name"),
        ({"templating": 5}, "`templating` is an object, not a number"),
        ({"annotations": {"list": [1]}}, "an entry of `list` is an object, not a number"),
        (
            {"panels": [{"panels": [{"panels": [{"panels": [{"panels": [{}]}]}]}]}]},
            "panels are nested more than three levels deep",
        ),
    ],
)
def test_what_has_the_wrong_shape_is_a_finding(data: dict[str, Any], message: str) -> None:
    _, collected = lift({"title": "t", **data})

    (diagnostic,) = collected.diagnostics
    assert (diagnostic.check, diagnostic.finding.message) == ("dashboard/malformed", message)
    assert diagnostic.finding.at.position.line > 1


WHOLE: dict[str, Any] = {
    "title": "t", "uid": "u", "tags": ["x"], "links": [{"tags": ["a"], "url": "u"}],
    "__inputs": [{"name": "DS", "type": "datasource", "pluginId": "prometheus"}],
    "time": {"from": "now-1h"},
    "templating": {"list": [{"name": "v", "query": {"query": "label_values(a, b)"},
                             "current": {"value": ["a"]}, "options": [{"value": "a"}]}]},
    "annotations": {"list": [{"name": "n", "target": {"expr": "up"}}]},
    "rows": [{"panels": [{"title": "old", "yaxes": [{"format": "s"}], "thresholds": [{}]}]}],
    "panels": [{"type": "row", "panels": [{
        "id": 1, "title": "p", "gridPos": {"x": 1, "y": 1, "w": 1, "h": 1},
        "libraryPanel": {"uid": "l"}, "links": [{"url": "x"}], "repeat": "v",
        "targets": [{"expr": "up", "refId": "A", "datasource": {"type": "p", "uid": "x"}}],
        "fieldConfig": {"defaults": {"unit": "s", "thresholds": {"steps": [{"value": 1}]},
                                     "mappings": [{"type": "value", "options": {"1": {}}}],
                                     "custom": {"stacking": {"mode": "x"}}, "links": [{}]},
                        "overrides": [{"matcher": {"id": "m", "options": "o"},
                                       "properties": [{"id": "unit", "value": 1}]}]},
        "transformations": [{"id": "sortBy", "options": {"sort": [{"field": "f"}]}}]}]}],
}  # fmt: skip


def steps(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    below = [(*here, name) for name, _ in entries]
    deeper = [
        path
        for path in below
        if isinstance(value[path[-1]], dict | list)
        for path in steps(value[path[-1]], path)
    ]
    return below + deeper


@given(
    st.lists(
        st.tuples(
            st.sampled_from(steps(WHOLE)),
            st.sampled_from([None, True, 0, -1.5, 1e308, 10**400, "", "$x", [], {}, [1], {"a": 1}]),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_shape_makes_the_lift_raise(
    changes: list[tuple[tuple[str | int, ...], object]],
) -> None:
    data = copy.deepcopy(WHOLE)
    for path, value in changes:
        holder: Any = data
        try:
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = copy.deepcopy(value)
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change has taken the way away

    dashboard, collected = lift(data)

    for query in dashboard.queries:
        assert query.at().position.line >= 1
    for diagnostic in collected.diagnostics:
        assert diagnostic.finding.at.position.line >= 1
