"""Grafana's variables are taken wherever Grafana replaces them, and nowhere else."""

from __future__ import annotations

import pytest

from frontierkit.promql import ANY, Aggregate, Call, Dialect, Matcher, VariableUse, parse
from frontierkit.promql import nodes as n
from frontierkit.promql.variables import variables_in
from tests.promql.drawing import block, carets

GRAFANA = Dialect(grafana=True)


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("rate(x[$__rate_interval])", ["__rate_interval duration"]),
        ("rate(x[[[interval]]])", ["interval duration"]),
        ("rate(x[ [[a]] : $b ])", ["a duration", "b duration"]),
        ("rate(x[${window:raw}s])", ["window duration"]),
        ("x[1$unit] offset -$o", ["unit duration", "o duration"]),
        ("x offset [[o]]", ["o duration"]),
        ("$metric", ["metric expression"]),
        ("$metric[$__range]", ["metric metric", "__range duration"]),
        ('${metric}{job="$job"}', ["metric metric", "job value"]),
        ("sum(x_[[engine]]_total)", ["engine metric"]),
        ("${ns}:x:$y", ["ns metric", "y metric"]),
        ("sum by ($by) (x) / on ([[l]]) group_left (${m:csv}) y", ["by", "l", "m"]),
        ("sum(x) without ($by)", ["by label list"]),
        ("$agg by (a) (x)", ["agg expression"]),
        ("$agg(x) by (a)", ["agg expression"]),
        ("$function(x[5m])", ["function expression"]),
        ("topk($k, x)", ["k expression"]),
        ("histogram_quantile(0.$q, x)", ["q expression"]),
        ("x * $__interval_ms > $limit", ["__interval_ms expression", "limit expression"]),
        ("x == bool [[t]]", ["t expression"]),
        ("x @ ${__to:date:seconds}", ["__to expression"]),
        ("{$filters}", ["filters matcher"]),
        ('x{a="b", $filters, c="d"}', ["filters matcher"]),
        ('x{$label=~"$value"}', ["label name", "value value"]),
        ("x{a=~$value}", ["value value"]),
        ("x{a=${value:doublequote}}", ["value value"]),
        (
            'x{a="$a-[[b]]", c=~"(${c:regex}|${d.text})"}',
            ["a value", "b value", "c value", "d value"],
        ),
        ('label_replace(x, "$dst", "$1", "src", "(.*)")', ["dst value"]),
    ],
)
def test_a_variable_is_taken_in_every_place(text: str, uses: list[str]) -> None:
    found = parse(text, GRAFANA)

    named = [f"{use.name} {use.place}" for use in found.variables]
    assert found.problems == ()
    assert named == [use if " " in use else f"{use} label list" for use in uses]
    assert all(text[use.start : use.end] == use.text for use in found.variables)


def test_a_use_knows_the_characters_of_the_variable_alone() -> None:
    text = 'sum by (${by:csv}) (rate(x{a="$a.*"}[$__interval])) > [[n]]'

    marks = [carets(text, use.start, use.end, use.name) for use in parse(text, GRAFANA).variables]

    assert "\n".join([text, *marks]) == block(
        """
        sum by (${by:csv}) (rate(x{a="$a.*"}[$__interval])) > [[n]]
                ^^^^^^^^^ by
                                      ^^ a
                                             ^^^^^^^^^^^ __interval
                                                              ^^^^^ n
        """
    )


@pytest.mark.parametrize(
    "text", ["up > $x", "up[$__interval]", "[[x]]", "sum by ($x) (up)", "${x}_total", "up{$x}"]
)
def test_without_grafana_a_variable_is_no_promql(text: str) -> None:
    found = parse(text)

    assert not found.ok
    assert found.variables == ()


def test_without_grafana_a_dollar_in_a_string_is_a_dollar() -> None:
    found = parse('up{job=~"x$y"}')

    assert found.ok
    assert found.variables == ()


@pytest.mark.parametrize(
    "text", ["up $x", "up $__range up", "rate(x[5m] $x)", "sum($x", "up{job=$x, =}"]
)
def test_a_variable_makes_no_sense_of_what_has_none(text: str) -> None:
    assert not parse(text, GRAFANA).ok


def test_the_variables_of_a_text_that_cannot_be_read_are_known_too() -> None:
    found = parse("sum(rate(x[$a]) by ($b", GRAFANA)

    assert not found.ok
    assert [use.name for use in found.variables] == ["a", "b"]


def test_a_variable_has_any_type_and_no_value() -> None:
    nodes = parse("$a + x[$b] offset $c", GRAFANA).nodes

    assert [node.type for node in nodes if isinstance(node, n.Variable)] == [ANY]
    assert [node.value for node in nodes if isinstance(node, n.Duration)] == [None, None]


def test_what_a_variable_calls_depends_on_what_follows() -> None:
    assert isinstance(parse("$x(a)", GRAFANA).expr, Call)
    assert isinstance(parse("$x by (a) (b)", GRAFANA).expr, Aggregate)
    assert isinstance(parse("$x(1, b) by (a)", GRAFANA).expr, Aggregate)


def test_a_variable_between_operands_may_be_an_operator() -> None:
    found = parse('a{b="$c"} $op on (b) d + e', GRAFANA)

    assert found.ok
    assert [use.name for use in found.variables] == ["c", "op"]


def test_a_dollar_that_a_regex_escapes_is_no_variable() -> None:
    found = parse(r'up{topic!~"A.*|\\$SYS/.*|\\\\$x"}', GRAFANA)

    assert found.ok
    assert [use.name for use in found.variables] == ["x"]


def test_a_variable_for_whole_matchers_has_no_operator() -> None:
    matchers = [node for node in parse("x{$x}", GRAFANA).nodes if isinstance(node, Matcher)]

    assert [(matcher.name, matcher.op, matcher.value) for matcher in matchers] == [
        ("$x", None, None)
    ]


@pytest.mark.parametrize("pattern", ["$x", "a|$x", "(${x:regex})+", "[[x]].*", "^$x$"])
def test_a_regex_with_a_variable_is_judged_without_it(pattern: str) -> None:
    assert parse(f'up{{job=~"{pattern}"}}', GRAFANA).ok
    assert not parse(f'up{{job=~"{pattern}("}}', GRAFANA).ok


def test_a_named_group_of_label_replace_is_no_variable() -> None:
    text = 'label_replace(x, "$a", "$host-$b", "c", "(?P<host>.*):$port")'

    assert [use.name for use in parse(text, GRAFANA).variables] == ["a", "b", "port"]


def test_the_variables_of_other_texts() -> None:
    assert variables_in("{{job}} on $node, [[x]] for $1") == (
        VariableUse("node", "$node", 11, 16, "value"),
        VariableUse("x", "[[x]]", 18, 23, "value"),
    )
