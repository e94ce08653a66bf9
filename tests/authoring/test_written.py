"""Texts remember where they were written."""

from __future__ import annotations

import inspect

from frontierkit.authoring import Text, alert, engines, promql, query, signals, timeseries


def _this_line() -> int:
    frame = inspect.currentframe()
    assert frame is not None and frame.f_back is not None
    return frame.f_back.f_lineno


def test_the_place_is_that_of_the_call() -> None:
    line, expr = _this_line(), promql("up == 0")

    assert expr == "up == 0"
    assert (expr.written.path, expr.written.line) == (__file__, line)
    assert expr.written.end_column - expr.written.column == len('promql("up == 0")')


def test_a_text_of_several_lines_is_placed_by_its_call() -> None:
    line = _this_line()
    expr = promql(
        """
        sum(
          rate(x_total[5m])
        )
        """
    )

    assert (expr.written.line, expr.written.end_line) == (line + 1, line + 7)


def test_an_f_string_is_placed_too() -> None:
    metric = "up"
    line, expr = _this_line(), promql(f"{metric} == 0")

    assert (str(expr), expr.written.line) == ("up == 0", line)


def test_plain_strings_are_placed_by_the_helper_that_takes_them() -> None:
    line, rule = _this_line(), alert("Down", "up == 0", severity="critical")

    assert rule.expr.written.line == rule.name.written.line == line
    assert rule.written.path == __file__


def test_a_marked_text_keeps_its_own_place_in_a_helper() -> None:
    line, down = _this_line(), promql("up == 0")

    assert alert("Down", down).expr.written.line == line


def test_the_sdk_hands_a_text_back_as_it_was() -> None:
    line, panel = _this_line(), timeseries("Up", query("up", "{{job}}"))

    (target,) = panel.build().targets or []

    assert isinstance(target.expr, Text)  # type: ignore[attr-defined]
    assert target.expr.written.line == line  # type: ignore[attr-defined]


def test_what_frontierkit_ships_is_placed_where_it_is_used() -> None:
    line, expr = _this_line(), engines.vllm.expr(signals.waiting)

    assert (expr.written.path, expr.written.line) == (__file__, line)
