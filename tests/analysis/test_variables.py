"""A dashboard's variables admit what they offer, and anything where that is not sure."""

from __future__ import annotations

import pytest

from frontierkit.labels import Presence, Values
from frontierkit.model.dashboard import Variable
from frontierkit.model.project import Project
from tests.analysis.worlds import dashboard, facts, family, query, variable, world

WORLD = world(family("a", "gauge", None, {"x": ("1", "2")}))


def presence_of_result(text: str, *variables: Variable) -> str:
    known = facts(WORLD)
    return known.series(query(text, dashboard(*variables))).empty.word


@pytest.mark.parametrize(
    ("text", "offered", "empty"),
    [
        ('a{x="$v"}', variable("v", values=("1", "2")), "maybe"),
        ('a{x="$v"}', variable("v", values=("2", "3")), "maybe"),
        ('a{x="$v"}', variable("v", values=("3", "4")), "always"),
        ('a{x="${v}"}', variable("v", values=("3",)), "always"),
        ('a{x="[[v]]"}', variable("v", values=("3",)), "always"),
        ('a{x=~"$v"}', variable("v", values=("3", "4"), multi=True), "always"),
        ('a{x=~"$v"}', variable("v", values=("3",), multi=True, include_all=True), "always"),
        ('a{x=~"$v"}', variable("v", values=("3",), include_all=True, all_value=".*"), "maybe"),
        ('a{x="$v"}', variable("v", values=("3",), multi=True), "maybe"),
        ('a{x="$v"}', variable("v", kind="textbox"), "maybe"),
        ('a{x="$v"}', variable("v", kind="query", definition="up", label="job"), "maybe"),
        ('a{x="$v"}', variable("v", kind="query", definition="a", label="x"), "maybe"),
        ('a{job="$v"}', variable("v", kind="query", definition="a", label="x"), "always"),
        ('a{x="$w"}', variable("v", values=("3",)), "maybe"),
        ('a{x="$v"}', variable("v", values=("$w",)), "maybe"),
        ('a{x="k$v"}', variable("v", values=("1",)), "always"),
        ("a{$v}", variable("v", values=("1",)), "maybe"),
        ('a{x="3", y="$v"}', variable("v", kind="textbox"), "always"),
        ('$v{x="3"}', variable("v", values=("a",)), "maybe"),
        ('a{x="3$"}', variable("v"), "always"),
    ],
)
def test_matchers_with_variables(text: str, offered: Variable, empty: str) -> None:
    assert presence_of_result(text, offered) == empty


def test_values_of_a_variable() -> None:
    owner = dashboard(
        variable("closed", values=("1", "2")),
        variable("asked", kind="query", definition="a", label="x"),
        variable("free", kind="textbox"),
    )
    known = facts(WORLD)

    assert known.variable_values(owner, "closed") == Values.of("1", "2")
    assert known.variable_values(owner, "asked") == Values.of("1", "2")
    assert known.variable_values(owner, "free") is None
    assert known.variable_values(owner, "missing") is None


def test_a_variable_that_asks_for_itself_is_open() -> None:
    owner = dashboard(variable("v", kind="query", definition='a{x="$v"}', label="x"))
    assert owner.variables[0].query is not None
    owner.variables[0].query.belongs_to(owner)

    assert facts(WORLD).variable_values(owner, "v") == Values.of("1", "2")


def test_a_dollar_in_a_rule_is_a_character() -> None:
    assert facts(WORLD).series(query('a{x="$v"}')).empty is Presence.ALWAYS


def test_a_grouping_by_a_variable_may_keep_anything() -> None:
    known = facts(WORLD)
    found = known.series(query("sum by (job, $v) (a)", dashboard(variable("v"))))

    assert found.label("job").presence is Presence.ALWAYS
    assert found.label("x").presence is Presence.MAYBE


def test_an_aggregation_that_a_variable_names_may_be_any() -> None:
    known = facts(WORLD)
    found = known.series(query("$v by (job) (a)", dashboard(variable("v"))))

    assert found.label("x").presence is Presence.MAYBE


def test_the_same_text_is_the_same_expression_in_a_rule_and_in_a_dashboard() -> None:
    known = facts(WORLD)
    in_rule, in_dashboard = query("sum(a)"), query("sum(a)", dashboard())
    first = known.series(in_rule)

    (_, selector) = known.syntax(in_dashboard).nodes

    assert known.series(in_dashboard) is first
    assert known.series(in_dashboard, selector).label("x").presence is Presence.ALWAYS


def test_an_alert_of_grafana_may_use_what_grafana_defines() -> None:
    asked = query('rate(a{x="$__from"}[$__rate_interval])')
    known = facts(WORLD, Project(queries=(asked,)))

    assert known.syntax(asked).ok
    assert known.series(asked).empty is Presence.MAYBE
